// Tables: CSV (RFC 4180, other delimiters found by themselves) and GeoJSON with plain columns.
import { parse } from 'csv-parse/sync';
import { BrokenFile, type Input } from '../input.ts';
import { recordsMax } from '../limits.ts';
import type { Draft } from '../record.ts';
import type { Report, Where } from '../report.ts';
import { readFeatures } from './geojson.ts';
import { guessedMapping, mapped, type Mapping } from './mapping.ts';

type Row = { record: string[]; info: { lines: number } };

function likelyDelimiter(text: string): string {
  const heading = text.split(/\r?\n/u, 1)[0] ?? '';
  const counts = [';', ',', '\t', '|'].map((one) => ({ one, count: heading.split(one).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

function rowsOf(input: Input, delimiter: string): Row[] {
  try {
    return parse(input.text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true, trim: true,
      max_record_size: 1 << 20 }) as unknown as Row[];
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new BrokenFile(input.file, `ist als CSV nicht lesbar${line === undefined ? '' : ` (Zeile ${line})`}`,
      'Anführungszeichen und Trennzeichen prüfen');
  }
}

export function readCsv(input: Input, report: Report, given?: Mapping): Draft[] {
  const [heading, ...rows] = rowsOf(input, given?.delimiter || likelyDelimiter(input.text));
  if (!heading || rows.length === 0) throw new BrokenFile(input.file, 'hat keine Zeilen unter der Kopfzeile', 'CSV mit Kopfzeile angeben');
  if (rows.length > recordsMax) throw new BrokenFile(input.file, 'hat zu viele Zeilen', 'Datei teilen');
  const columns = heading.record;
  const mapping = given ?? guessedMapping(columns);
  checkColumns(input.file, columns, mapping);
  if (input.recoded) report.add('note', 'encoding', { file: input.file, line: 1 }, input.file);
  const drafts: Draft[] = [];
  for (const { record, info } of rows) {
    const where = { file: input.file, line: info.lines };
    if (record.length !== columns.length) {
      report.add('skipped', 'row_width', where, record[0]?.slice(0, 60) || 'ohne Namen');
      continue;
    }
    drafts.push(draftOf(Object.fromEntries(columns.map((column, index) => [column, record[index]!])), where, mapping));
  }
  return drafts;
}

function checkColumns(file: string, columns: readonly string[], mapping: Mapping): void {
  if (!mapping.fields['name']) throw new BrokenFile(file, 'hat keine Spalte für den Namen', 'Zuordnungsdatei mit --mapping angeben');
  for (const column of [...Object.values(mapping.fields).flat(), ...(mapping.id ? [mapping.id] : [])]) {
    if (!columns.includes(column)) throw new BrokenFile(file, `hat keine Spalte „${column.slice(0, 60)}“`, 'Zuordnungsdatei prüfen');
  }
}

function draftOf(row: Record<string, string>, where: Where, mapping: Mapping): Draft {
  const { lat, lon, ...values } = mapped(row, mapping);
  return { collection: mapping.collection || 'shops', where, sourceId: mapping.id ? row[mapping.id] ?? '' : '', values, lat, lon };
}

/** GeoJSON of an unknown publisher: its properties are columns of the mapping file. */
export function readMappedGeojson(input: Input, report: Report, mapping: Mapping): Draft[] {
  return readFeatures(input, report).map(({ where, id, tags, lat, lon }) => {
    const draft = draftOf(tags, where, mapping);
    return { ...draft, sourceId: draft.sourceId || id, lat: lat ?? draft.lat, lon: lon ?? draft.lon };
  });
}
