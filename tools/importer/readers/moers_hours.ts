// Moers writes hours twice: in columns per weekday with a break, and as an OSM string. The columns become OSM syntax.

const weekdays: Array<[string, string]> = [['Montag', 'Mo'], ['Dienstag', 'Tu'], ['Mittwoch', 'We'], ['Donnerstag', 'Th'],
  ['Freitag', 'Fr'], ['Samstag', 'Sa'], ['Sonntag', 'Su']];

function clock(text: string): string | undefined {
  const match = /^(\d{1,2})[.:](\d{2})$/u.exec(text.trim());
  return match && Number(match[1]) <= 24 && Number(match[2]) < 60 ? `${match[1]!.padStart(2, '0')}:${match[2]}` : undefined;
}

/** '' where closed; undefined where the columns cannot be read. */
function spans(from: string, to: string, pause: string): string | undefined {
  if (from.trim() === '' && to.trim() === '') return '';
  const open = clock(from);
  const close = clock(to);
  if (!open || !close) return undefined;
  if (pause.trim() === '') return `${open}-${close}`;
  const [start, end] = pause.split('-').map(clock);
  return start && end ? `${open}-${start},${end}-${close}` : undefined;
}

/** Spans by weekday ("Mo" → "09:30-18:30"); undefined where a column is unreadable. */
export function columnHours(tags: Record<string, string>): Map<string, string> | undefined {
  const week = new Map<string, string>();
  for (const [german, day] of weekdays) {
    const text = spans(tags[`${german}_von`] ?? '', tags[`${german}_bis`] ?? '', tags[`${german}_Pause`] ?? '');
    if (text === undefined) return undefined;
    if (text !== '') week.set(day, text);
  }
  return week;
}

const days = weekdays.map(([, day]) => day);

/** The week as one OSM value: neighbouring days with equal spans are joined. */
export function weekText(week: Map<string, string>): string {
  const rules: Array<{ first: number; last: number; text: string }> = [];
  days.forEach((day, index) => {
    const text = week.get(day);
    const previous = rules.at(-1);
    if (text === undefined) return;
    if (previous?.text === text && previous.last === index - 1) previous.last = index;
    else rules.push({ first: index, last: index, text });
  });
  return rules.map(({ first, last, text }) =>
    `${days[first]}${last > first ? `${last === first + 1 ? ',' : '-'}${days[last]}` : ''} ${text}`).join('; ');
}

/** The weekly part of a simple OSM value; undefined where it says more than weekdays and spans. */
export function weekOf(value: string): Map<string, string> | undefined {
  const week = new Map<string, string>();
  for (const rule of value.split(';').map((part) => part.trim()).filter(Boolean)) {
    const match = /^([A-Z][a-z](?:[-,][A-Z][a-z])*) (\d\d:\d\d-\d\d:\d\d(?:,\d\d:\d\d-\d\d:\d\d)*)$/u.exec(rule);
    if (!match) return undefined;
    for (const part of match[1]!.split(',')) {
      const [first, last] = part.split('-').map((day) => days.indexOf(day));
      for (let day = first!; day <= (last ?? first!); day += 1) week.set(days[day]!, match[2]!);
    }
  }
  return week;
}
