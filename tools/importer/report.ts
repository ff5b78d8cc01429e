// What became of every record, line by line, in German. Entries never quote more of a value than its name.
import { appendFileSync, writeFileSync } from 'node:fs';

/** skipped: the record is not used · dropped: a field is not used · changed: repaired · note: used, but worth knowing. */
export type Severity = 'skipped' | 'dropped' | 'changed' | 'note';

export type Where = { file: string; line?: number; feature?: number };

export type Entry = {
  severity: Severity;
  file: string;
  line?: number;
  feature?: number;
  record: string;
  field: string;
  code: string;
  reason: string;
  remedy: string;
};

// code: [reason, remedy]. The code is stored in report files: do not rename.
const texts: Record<string, [string, string]> = {
  no_name: ['hat keinen Namen und keine Art, aus der sich einer ergäbe', 'Namen in der Quelle eintragen'],
  no_position: ['hat keine Koordinaten', 'geographische Breite und Länge in der Quelle eintragen'],
  bad_position: ['Koordinaten sind keine Grad-Angaben auf der Erde', 'Breite zwischen -90 und 90, Länge zwischen -180 und 180 angeben'],
  far_position: ['Koordinaten liegen nicht in Deutschland', 'Koordinaten in der Quelle prüfen'],
  swapped_position: ['Breite und Länge waren vertauscht', 'Reihenfolge in der Quelle berichtigen (GeoJSON: zuerst Länge)'],
  not_a_point: ['ist kein Punkt; die Mitte der Fläche wurde genommen', 'einen Punkt angeben, wenn die Mitte nicht stimmt'],
  not_a_feature: ['ist kein GeoJSON-Objekt mit "properties" und "geometry"', 'Datei neu ausgeben lassen'],
  not_flat: ['ist keine flache Zuordnung von Texten', 'Werte als Text angeben'],
  same_source_id: ['kommt mit derselben Kennung schon vor', 'Doppelten Eintrag in der Quelle löschen'],
  duplicate: ['gleicher Name am gleichen Ort, weniger als 50 m entfernt', 'prüfen, ob es derselbe Eintrag ist'],
  no_place: ['kein bekannter Ort im Umkreis von 8 km; das Land wurde genommen', 'Ort (addr:city) in der Quelle eintragen'],
  nearest_place: ['Ort aus dem nächsten Eintrag mit Ortsangabe erschlossen', 'Ort (addr:city) in der Quelle eintragen'],
  generic_name: ['ohne Namen; einer wurde aus Art und Ort gebildet', 'Namen in der Quelle eintragen'],
  unknown_kind: ['Art steht nicht im Verzeichnis der Arten', 'Art in der Zuordnungsdatei unter "kinds" eintragen'],
  hours_repaired: ['Öffnungszeiten waren nicht in OSM-Schreibweise und wurden übertragen', 'in der Quelle so schreiben: Mo-Fr 09:00-18:00'],
  hours_unclear: ['Öffnungszeiten nicht sicher lesbar; als Hinweistext übernommen', 'in der Quelle so schreiben: Mo-Fr 09:00-18:00'],
  hours_disagree: ['zwei Angaben der Öffnungszeiten widersprechen sich; die Wochentagsspalten gelten', 'eine der Angaben berichtigen'],
  hours_columns: ['Wochentagsspalten sind nicht lesbar', 'Zeiten als 09.30 oder 09:30 schreiben'],
  bad_url: ['ist keine Web-Adresse', 'mit https:// beginnen lassen'],
  unsafe_url: ['Adressen dieser Art sind nicht erlaubt', 'nur http:// oder https:// verwenden'],
  repaired_url: ['Web-Adresse ohne Schema; https:// wurde ergänzt', 'mit https:// beginnen lassen'],
  bad_phone: ['ist keine gültige Telefonnummer', 'mit Vorwahl schreiben, etwa +49 3881 12345'],
  bad_email: ['ist keine E-Mail-Adresse', 'in der Form name@example.org schreiben'],
  more_values: ['enthält mehrere Angaben; nur die erste wurde übernommen', 'je Feld eine Angabe machen'],
  bad_postal_code: ['ist keine fünfstellige Postleitzahl', 'fünf Ziffern angeben'],
  bad_date: ['ist kein Datum', 'als JJJJ-MM-TT schreiben'],
  bad_choice: ['ist keiner der erlaubten Werte', 'erlaubte Werte stehen in tools/importer/README.md'],
  bad_language: ['ist kein Sprachkürzel', 'Kürzel wie de, en, pl verwenden'],
  bad_field_name: ['Feldname passt nicht', 'nur a-z, 0-9 und _ verwenden'],
  html_removed: ['enthielt HTML; als einfacher Text übernommen', 'in der Quelle einfachen Text verwenden'],
  mojibake: ['war in falscher Zeichenkodierung und wurde berichtigt', 'Quelle in UTF-8 ausgeben'],
  broken_text: ['enthält zerstörte Zeichen', 'Zeichen in der Quelle berichtigen'],
  shortened: ['war zu lang und wurde gekürzt', 'kürzer schreiben'],
  too_long: ['ist zu lang', 'kürzer schreiben'],
  too_many_fields: ['hat mehr als 64 Felder', 'überzählige Felder weglassen'],
  record_too_large: ['ist größer als 64 KiB', 'Texte kürzen'],
  photo_missing: ['Bilddatei ist nicht da oder nicht lesbar', 'Pfad relativ zur Importdatei angeben'],
  photo_refused: ['Bild ist kein JPEG, PNG, WebP, AVIF oder SVG, beschädigt oder zu groß', 'als JPEG oder PNG bis 80 Megapixel liefern'],
  encoding: ['Datei war in Windows-1252, nicht in UTF-8', 'Datei in UTF-8 speichern'],
  row_width: ['Zeile hat eine andere Zahl von Spalten als die Kopfzeile', 'Trennzeichen und Anführungszeichen prüfen'],
  owner_said: ['wird vom Inhaber selbst gepflegt; seine Angabe bleibt', 'in der Quelle übernehmen, oder mit tools/admin release-shop freigeben'],
  owner_stays: ['fehlt in der Quelle, wird aber vom Inhaber gepflegt und bleibt', 'in der Quelle ergänzen, oder mit tools/admin owners nachsehen'],
  id_taken: ['Kennung gehört einer anderen Quelle; eine eigene wurde gebildet', 'nichts zu tun'],
};

const severityWords: Record<Severity, string> = {
  skipped: 'nicht verwendet', dropped: 'Feld weggelassen', changed: 'berichtigt', note: 'Hinweis',
};

export function place(where: Where): string {
  if (where.line !== undefined) return `${where.file}:${where.line}`;
  return where.feature === undefined ? where.file : `${where.file}, Eintrag ${where.feature}`;
}

export class Report {
  readonly entries: Entry[] = [];

  add(severity: Severity, code: keyof typeof texts & string, where: Where, record: string, field = ''): void {
    const text = texts[code];
    if (!text) throw new Error(`no text for report code ${code}`);
    this.entries.push({ severity, ...where, record, field, code, reason: text[0], remedy: text[1] });
  }

  counts(severity: Severity): Map<string, number> {
    const counts = new Map<string, number>();
    for (const entry of this.entries) {
      if (entry.severity === severity) counts.set(entry.code, (counts.get(entry.code) ?? 0) + 1);
    }
    return counts;
  }

  writeLines(file: string): void {
    writeFileSync(file, '');
    for (const entry of this.entries) appendFileSync(file, `${JSON.stringify(entry)}\n`);
  }
}

export function reasonOf(code: string): string {
  return texts[code]?.[0] ?? code;
}

export function lineOf(entry: Entry): string {
  const field = entry.field ? `, Feld ${entry.field}` : '';
  return `${place(entry)} „${entry.record}“${field}: ${severityWords[entry.severity]} – ${entry.reason}. Abhilfe: ${entry.remedy}.`;
}
