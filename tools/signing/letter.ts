// The invitation as a letter. The link's secret stands behind the "#": it reaches no server and no log before the desk uses it.

export const linkOf = (portal: string, invitation: string): string => `${portal}/anbieter/beitreten/#${invitation}`;

export function letter(name: string, town: string, link: string, days: number): string {
  return `${name}

Guten Tag,

${town} hat einen digitalen Pflegefinder. Wer Pflege sucht, fragt einmal und ohne Namen; die Anfrage geht an alle
Dienste zugleich. Sie antworten mit einem Klick, wenn Sie Platz haben. Erst dann meldet sich die Person bei Ihnen.

So machen Sie mit (etwa fünf Minuten, kein Konto):
1. Öffnen Sie an dem Gerät, das Sie im Büro benutzen, diese Adresse. Sie gilt einmal und ${days} Tage lang.
   ${link}
2. Ihr Gerät macht Ihre Schlüssel. Speichern Sie die Sicherung: ohne sie kann niemand Ihre Anfragen wieder lesbar machen.
3. Am Ende stehen dreißig Ziffern auf dem Bildschirm. Wir rufen Sie an; lesen Sie uns die Ziffern vor. Danach sind Sie dabei.

Geben Sie die Adresse nicht weiter: wer sie zuerst öffnet, tritt in Ihrem Namen bei.

Mit freundlichen Grüßen
${town}
`;
}
