// What an invented service answers: a function of its record, its profile and the request, so that a citizen can see why.
export type Profile = {
  tasks?: string[]; // absent: everything
  room: 'yes' | 'from' | 'waiting-list' | 'no';
  weeks?: number; // with `from`
  times?: string[]; // of its free places; absent: any
  contact: string;
  phone_hours: string;
  note: string;
};
export type Record_ = { forms?: string; covers?: string };
export type Request = { forms: string[]; place: string; tasks?: { task: string }[] };
export type Answer = { version: 1; kind: 'care-answer'; verdict: string; reason?: string; tasks?: string[]; times?: string[]; from_day?: number;
  contact?: string; phone_hours?: string; note: string };

export const MARK = 'Antwort einer erfundenen Stelle';
const WEEK_DAYS = 7;
const several = (text = ''): string[] => text.split(/\s*;\s*/).filter((one) => one !== '');

// `codes` are the postal codes of the town's places; `today` counts days since 1970.
export function answerOf(record: Record_, profile: Profile, request: Request, codes: Map<string, string>, today: number): Answer {
  const covers = several(record.covers);
  const answer = (verdict: string, more: Partial<Answer> = {}): Answer => ({ version: 1, kind: 'care-answer', verdict, ...more, note: `${MARK}. ${profile.note}` });
  const no = (reason: string): Answer => answer('no', { reason });
  if (!several(record.forms).some((form) => request.forms.includes(form))) return no('not-our-service');
  if (!covers.some((place) => place === request.place || codes.get(place) === request.place)) return no('too-far');
  const wanted = (request.tasks ?? []).map(({ task }) => task);
  const tasks = wanted.filter((task) => profile.tasks?.includes(task) ?? true);
  if (wanted.length > 0 && tasks.length === 0) return no('not-our-service');
  if (profile.room === 'no') return no('no-capacity');
  const who = { contact: profile.contact, phone_hours: profile.phone_hours };
  if (profile.room === 'waiting-list') return answer('waiting-list', who);
  if (profile.room === 'from') return answer('from', { ...who, from_day: mondayAfter(today, profile.weeks ?? 2) });
  if (tasks.length < wanted.length) return answer('partly', { ...who, tasks, ...(profile.times ? { times: profile.times } : {}) });
  return answer('yes', who);
}

// Day 0 was a Thursday.
const mondayAfter = (today: number, weeks: number): number => today - ((today + 3) % WEEK_DAYS) + weeks * WEEK_DAYS;

// What comes back when a citizen gives a name and a number.
export const thanks = (): string => `${MARK}: Danke, hier würde sich nun ein Mensch melden. Diese Stelle gibt es nicht, und was Sie geschrieben haben, liest nur dieses Programm.`;
