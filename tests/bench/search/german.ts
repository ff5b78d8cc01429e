// What the search bench needs of German, written apart from the code it judges.

// A small seeded generator (mulberry32): the same numbers on every machine.
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export class Random {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = randomFrom(seed);
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  // The first ones far more often than the last, as words are used.
  pickOften<T>(list: readonly T[]): T {
    return list[Math.floor(list.length * this.next() ** 3)] as T;
  }
}

// Lower case without marks, the form in which words are compared.
export function plain(text: string): string {
  return text.toLowerCase().replace(/ß/g, 'ss').normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/['’]/g, '');
}

export function wordsOf(text: string): string[] {
  return plain(text).split(/[^a-z0-9]+/).filter(Boolean);
}

// One slip of the finger: a letter left out, doubled, swapped with its neighbour or replaced.
export function slip(word: string, random: Random): string {
  const at = random.below(word.length - 1);
  const kind = random.below(4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at + 1) + word.slice(at);
  if (kind === 2) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  const letter = random.pick([...'abcdefghijklmnoprstuwz']);
  return word.slice(0, at) + letter + word.slice(at + 1);
}
