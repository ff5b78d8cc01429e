// One cleaning rule per field. Every value that does not pass is reported and left out, never guessed.
import { nameCharsMax, patterns, summaryCharsMax, utf8Length, valueBytesMax } from '../limits.ts';
import { kindFrom } from '../kinds.ts';
import type { Draft } from '../record.ts';
import type { Report, Severity } from '../report.ts';
import { looksLikeHtml, textFromHtml } from './html.ts';
import { cleanHours } from './hours.ts';
import { cleanEmail, cleanPhone } from './phone.ts';
import { cleanLine, cleanLines, isBroken, shortened, withoutMojibake } from './text.ts';
import { cleanUrl } from './url.ts';

type Say = (severity: Severity, code: string) => void;
type Rule = (text: string, say: Say) => string | undefined;

const line = (max: number): Rule => (text, say) => {
  const value = cleanLine(text);
  if (value.length > max) say('changed', 'shortened');
  return shortened(value, max);
};

const paragraphs: Rule = (text, say) => {
  const value = cleanLines(text);
  if (utf8Length(value) <= valueBytesMax) return value;
  say('changed', 'shortened');
  return shortened(value, valueBytesMax / 4);
};

function choice(...allowed: string[]): Rule {
  return (text, say) => {
    const value = text.trim().toLowerCase();
    if (allowed.includes(value)) return value;
    say('dropped', 'bad_choice');
    return undefined;
  };
}

function firstOf(text: string, say: Say): string {
  const parts = text.split(/\s*(?:;|\s\/\s|\soder\s|,(?=\s*(?:\+|0|https?:|www\.)))\s*/u).filter(Boolean);
  if (parts.length > 1) say('dropped', 'more_values');
  return parts[0] ?? '';
}

const phone: Rule = (text, say) => {
  const number = cleanPhone(firstOf(text, say));
  if (number === undefined) say('dropped', 'bad_phone');
  return number;
};

const email: Rule = (text, say) => {
  const address = cleanEmail(firstOf(text, say));
  if (address === undefined) say('dropped', 'bad_email');
  return address;
};

const url: Rule = (text, say) => {
  const result = cleanUrl(/^https?:\/\/[^\s;]+$/iu.test(text.trim()) ? text : firstOf(text, say));
  if ('problem' in result) {
    say('dropped', result.problem);
    return undefined;
  }
  if (result.repaired) say('note', 'repaired_url');
  return result.url;
};

const postalCode: Rule = (text, say) => {
  const value = text.trim().replace(/^D-?\s?/iu, '');
  if (/^\d{5}$/u.test(value)) return value;
  say('dropped', 'bad_postal_code');
  return undefined;
};

const date: Rule = (text, say) => {
  const value = text.trim().replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u, (_all, day: string, month: string, year: string) =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  const time = /^\d{4}-\d\d-\d\d$/u.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) return value;
  say('dropped', 'bad_date');
  return undefined;
};

const list: Rule = (text) => [...new Set(text.split(/[;\n]/u).map(cleanLine).filter(Boolean))].join('; ');

const languages: Rule = (text, say) => {
  const codes = [...new Set(text.toLowerCase().split(/[;,\s]+/u).filter(Boolean))];
  const good = codes.filter((code) => /^[a-z]{2,3}$/u.test(code));
  if (good.length < codes.length) say('dropped', 'bad_language');
  return good.join('; ');
};

const kind: Rule = (text, say) => {
  const slug = kindFrom(text);
  if (slug === undefined) say('changed', 'unknown_kind');
  return slug ?? 'other';
};

const rules: Record<string, Rule> = {
  name: line(nameCharsMax), place_name: line(80), district: line(80), street: line(120), summary: line(summaryCharsMax),
  postal_code: postalCode, phone, fax: phone, email, website: url, source_url: url,
  wheelchair: choice('yes', 'limited', 'no'), invented: choice('yes'), name_is_generic: choice('yes'),
  place_is_nearest: choice('yes'), confirmed_on: date, closed_until: date,
  assortment: list, payment: list, forms: list, covers: list, languages, kind,
};

/** Fields of which a reader's text is cleaned; `opening_hours` may also yield a note. */
export function cleanValues(draft: Draft, report: Report): Record<string, string> {
  const cleaned: Record<string, string> = {};
  const label = labelOf(draft);
  for (const [field, raw] of Object.entries(draft.values)) {
    const say: Say = (severity, code) => report.add(severity, code, draft.where, label, field);
    if (!patterns.field.test(field)) {
      say('dropped', 'bad_field_name');
      continue;
    }
    const text = readable(raw, field, say);
    if (text === '') continue;
    if (field === 'opening_hours') takeHours(text, cleaned, say);
    else put(cleaned, field, (rules[field] ?? paragraphs)(text, say));
  }
  return cleaned;
}

export function labelOf(draft: Draft): string {
  return shortened(cleanLine(draft.values['name'] ?? ''), 60) || draft.sourceId || 'ohne Namen';
}

function readable(raw: string, field: string, say: Say): string {
  const repaired = withoutMojibake(raw);
  if (repaired !== raw) say('changed', 'mojibake');
  if (isBroken(repaired)) say('note', 'broken_text');
  if (field === 'website' || field === 'source_url' || !looksLikeHtml(repaired)) return cleanLines(repaired);
  say('changed', 'html_removed');
  return cleanLines(textFromHtml(repaired));
}

function takeHours(text: string, cleaned: Record<string, string>, say: Say): void {
  const result = cleanHours(cleanLine(text));
  if ('problem' in result) {
    say('dropped', result.problem);
    cleaned['opening_hours_note'] = [cleanLine(text), cleaned['opening_hours_note']].filter(Boolean).join('\n');
    return;
  }
  if (result.repaired) say('changed', 'hours_repaired');
  cleaned['opening_hours'] = result.hours;
}

function put(cleaned: Record<string, string>, field: string, value: string | undefined): void {
  if (value === undefined || value === '') return;
  cleaned[field] = field === 'opening_hours_note' && cleaned[field] ? `${cleaned[field]}\n${value}` : value;
}
