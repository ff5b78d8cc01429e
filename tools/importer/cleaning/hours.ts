// Opening hours into the OSM syntax (wiki.openstreetmap.org/wiki/Key:opening_hours/specification): kept where
// valid, repaired where certain, else refused. The library opening_hours judges; nothing is computed here.
import opening_hours from 'opening_hours';

export type HoursResult = { hours: string; repaired: boolean } | { problem: 'hours_unclear' };

// The library knows no school holidays for some states, and a syntax is judged, not a calendar: any state
// that has both public and school holidays will do.
const someState = { lat: 54.3, lon: 10.1, address: { country_code: 'de', state: 'Schleswig-Holstein' } };

const hoursCharsMax = 1000;

function judged(value: string): { pretty: string; warnings: number } | undefined {
  try {
    const hours = new opening_hours(value, someState as never, { mode: 0, locale: 'en' } as never);
    return { pretty: hours.prettifyValue() as string, warnings: hours.getWarnings().length };
  } catch {
    return undefined;
  }
}

const words: Array<[RegExp, string]> = [
  [/[\u2010-\u2015]/gu, '-'], [/(\d)\s*(?:uhr|h)\b/giu, '$1'], [/\bund\b|&/giu, ','], [/\s*\bbis\b\s*/giu, '-'],
  [/\bvon\b/giu, ''], [/\btäglich\b:?/giu, 'Mo-Su'], [/\b(?:an )?feiertagen?\b|\bfeiertage\b/giu, 'PH'],
  [/\bgeschlossen\b|\bzu\b/giu, 'off'],
  [/\bmo(?:ntags?)?\b\.?/giu, 'Mo'], [/\bdi(?:enstags?)?\b\.?/giu, 'Tu'], [/\bmi(?:ttwochs?)?\b\.?/giu, 'We'],
  [/\bdo(?:nnerstags?)?\b\.?/giu, 'Th'], [/\bfr(?:eitags?)?\b\.?/giu, 'Fr'],
  [/\b(?:sa(?:mstags?)?|sonnabends?)\b\.?/giu, 'Sa'], [/\bso(?:nntags?)?\b\.?/giu, 'Su'],
  [/(?<![\d.:])(\d{1,2})\.([0-5]\d)(?![\d.])/gu, '$1:$2'],
  [/(?<![\d:.])(\d{1,2})\s*-\s*(\d{1,2})(?![\d:.])/gu, '$1:00-$2:00'],
  [/(?<![\d:.])(\d{1,2})\s*-\s*(\d{1,2}:\d\d)/gu, '$1:00-$2'], [/(\d{1,2}:\d\d)\s*-\s*(\d{1,2})(?![\d:.])/gu, '$1-$2:00'],
  [/(?<=\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)):/gu, ''], [/\s+/gu, ' '],
];

const rule = '(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)(?:\\s?[-,]\\s?(?:Mo|Tu|We|Th|Fr|Sa|Su|PH))*\\s)?' +
  '(?:off|\\d{1,2}:\\d\\d\\s?-\\s?\\d{1,2}:\\d\\d(?:\\s?,\\s?\\d{1,2}:\\d\\d\\s?-\\s?\\d{1,2}:\\d\\d)*)';
const plainRules = new RegExp(`^${rule}(?:\\s?[;,]\\s?${rule})*$`, 'u');
const byAppointment = /^(?:öffnungszeiten )?(?:nur )?nach (?:telefonischer )?(?:vereinbarung|absprache)$/iu;

/** German words and loose digits into plain weekday rules; undefined where a doubt remains. */
function translated(value: string): string | undefined {
  if (/\d\.\d{1,2}\.|\d{4}/u.test(value)) return undefined;
  const text = words.reduce((current, [from, to]) => current.replace(from, to), value).trim();
  if (!plainRules.test(text)) return undefined;
  const judgement = judged(text.replace(/\s?,\s?(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b[^,;]*\d)/gu, (comma, at: number) =>
    /\d:\d\d\s?$|off\s?$/u.test(text.slice(0, at)) ? '; ' : comma));
  return judgement && judged(judgement.pretty)?.warnings === 0 ? judgement.pretty : undefined;
}

export function cleanHours(text: string): HoursResult {
  const value = text.trim();
  if (value.length > hoursCharsMax) return { problem: 'hours_unclear' };
  if (byAppointment.test(value.replace(/^"|"$/gu, ''))) return { hours: '"nach Vereinbarung"', repaired: value !== '"nach Vereinbarung"' };
  const original = judged(value);
  if (original?.warnings === 0) return { hours: value, repaired: false };
  const german = translated(value);
  if (german !== undefined) return { hours: german, repaired: true };
  const settled = original && judged(original.pretty)?.warnings === 0 && !/[a-zäöüß]{4,}/iu.test(value.replace(/"[^"]*"|\b(?:off|open|closed|unknown|easter|week|sunrise|sunset)\b/giu, ''));
  return settled ? { hours: original.pretty, repaired: true } : { problem: 'hours_unclear' };
}
