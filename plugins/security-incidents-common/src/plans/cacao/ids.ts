const MAX_LENGTH = 63;

/** Makes unique ids of plans: lower-case, starting with a letter. */
export class IdMaker {
  private readonly taken = new Set<string>();

  constructor(private readonly fallback: string) {}

  /** Takes an id unchanged; validation reports invalid and duplicate ids. */
  reserve(id: string): string {
    this.taken.add(id);
    return id;
  }

  /** An unused id, made of a text. */
  make(text: string): string {
    const slug = toSlug(text) || this.fallback;
    let id = slug;
    for (let count = 2; this.taken.has(id); count += 1) {
      const suffix = `-${count}`;
      id = slug.slice(0, MAX_LENGTH - suffix.length) + suffix;
    }
    return this.reserve(id);
  }
}

/** Lower-case letters, digits and dashes, starting with a letter; empty when nothing is left. */
export function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .toLocaleLowerCase('en-US')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-$/, '');
}
