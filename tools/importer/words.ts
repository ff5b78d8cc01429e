// What codes in records are called in German, English and Leichte Sprache: ways to pay, and languages that are spoken.
const payment: Record<string, [string, string, string]> = {
  cash: ['bar', 'cash', 'Bar-Geld'],
  girocard: ['Girocard', 'Girocard', 'Bank-Karte'],
  'credit-card': ['Kreditkarte', 'credit card', 'Kredit-Karte'],
  contactless: ['kontaktlos', 'contactless', 'ohne die Karte einzustecken'],
  invoice: ['auf Rechnung', 'invoice', 'mit einer Rechnung'],
};

const spoken: Record<string, [string, string]> = {
  ar: ['Arabisch', 'Arabic'], bg: ['Bulgarisch', 'Bulgarian'], cs: ['Tschechisch', 'Czech'], da: ['Dänisch', 'Danish'], de: ['Deutsch', 'German'],
  en: ['Englisch', 'English'], es: ['Spanisch', 'Spanish'], fa: ['Persisch', 'Persian'], fr: ['Französisch', 'French'], it: ['Italienisch', 'Italian'],
  ku: ['Kurdisch', 'Kurdish'], nds: ['Plattdeutsch', 'Low German'], nl: ['Niederländisch', 'Dutch'], pl: ['Polnisch', 'Polish'],
  ro: ['Rumänisch', 'Romanian'], ru: ['Russisch', 'Russian'], sv: ['Schwedisch', 'Swedish'], tr: ['Türkisch', 'Turkish'], uk: ['Ukrainisch', 'Ukrainian'],
  vi: ['Vietnamesisch', 'Vietnamese'], zh: ['Chinesisch', 'Chinese'], dgs: ['Deutsche Gebärdensprache', 'German Sign Language'],
};

/** Records of the collection `words`: `payment-cash`, `language-de`. */
export function wordRecords(): { [field: string]: string }[] {
  return [
    ...Object.entries(payment).map(([code, [de, en, leicht]]) => ({ id: `payment-${code}`, de, en, leicht })),
    ...Object.entries(spoken).map(([code, [de, en]]) => ({ id: `language-${code}`, de, en, leicht: de })),
  ];
}
