// A line of text from standard input as a QR code for a terminal, to be scanned with a phone. Two modules share a character; white is
// drawn, so that it reads on a dark ground and on a light one.
import { readFileSync } from 'node:fs';
import { correction, generate, mode } from 'lean-qr';

const QUIET = 2; // modules around it: phones read less than the four of ISO/IEC 18004

// Umlauts in UTF-8, named as such: not every reader takes them for Latin-1, which the standard means where nothing is named.
const modes = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8];
const code = generate(readFileSync(0, 'utf8').trim(), { minCorrectionLevel: correction.M, modes });
const lines: string[] = [];
for (let y = -QUIET; y < code.size + QUIET; y += 2) {
  let line = '';
  for (let x = -QUIET; x < code.size + QUIET; x += 1) {
    const [upper, lower] = [y, y + 1].map((row) => !code.get(x, row));
    line += upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ';
  }
  lines.push(`\u001b[97;40m${line}\u001b[0m`);
}
console.log(lines.join('\n'));
