// Opening hours into the OSM syntax (wiki.openstreetmap.org/wiki/Key:opening_hours/specification): kept where
// valid, repaired where certain, else refused. The library opening_hours judges; nothing is computed here.
import opening_hours from 'opening_hours';

export type HoursResult = { hours: string; repaired: boolean } | { problem: 'hours_unclear' };

// The library knows no school holidays for some states, and a syntax is judged, not a calendar: any state
// that has both public and school holidays will do.
const someState = { lat: 54.3, lon: 10.1, address: { country_code: 'de', state: 'Schleswig-Holstein' } };

const hoursCharsMax = 1000;

// Warnings about the meaning of rules that are written as they should be: the writer's business.
const aboutMeaning = /date is in the past|overwrites parts of the previous rule|evaluated as closed but it was specified as additional rule/u;

/** The library's spelling of a value it can read, and how many faults of form it named. */
function judged(value: string): { pretty: string; faults: number } | undefined {
  try {
    const hours = new opening_hours(value, someState as never, { mode: 0, locale: 'en' } as never);
    return { pretty: hours.prettifyValue() as string, faults: (hours.getWarnings() as string[]).filter((warning) => !aboutMeaning.test(warning)).length };
  } catch {
    return undefined;
  }
}

const germanWords: Array<[RegExp, string]> = [
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
  const text = germanWords.reduce((current, [from, to]) => current.replace(from, to), value).trim();
  if (!plainRules.test(text)) return undefined;
  const judgement = judged(text.replace(/\s?,\s?(?=(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b[^,;]*\d)/gu, (comma, at: number) =>
    /\d:\d\d\s?$|off\s?$/u.test(text.slice(0, at)) ? '; ' : comma));
  return judgement && judged(judgement.pretty)?.faults === 0 ? judgement.pretty : undefined;
}

export function cleanHours(text: string): HoursResult {
  const value = text.trim();
  if (value.length > hoursCharsMax) return { problem: 'hours_unclear' };
  if (byAppointment.test(value)) return { hours: '"nach Vereinbarung"', repaired: true };
  const original = judged(value);
  if (original?.faults === 0) return { hours: value, repaired: false };
  const german = translated(value);
  if (german !== undefined) return { hours: german, repaired: true };
  const words = value.replace(/"[^"]*"|\b(?:off|open|closed|unknown|easter|week|sunrise|sunset)\b/giu, '');
  const settled = original && judged(original.pretty)?.faults === 0 && !/[a-zäöüß]{4,}/iu.test(words);
  return settled ? { hours: original.pretty, repaired: true } : { problem: 'hours_unclear' };
}
