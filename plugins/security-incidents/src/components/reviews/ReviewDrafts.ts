import { ResponseError } from '@backstage/errors';
import type {
  Review,
  ReviewFieldChange,
  ReviewFieldName,
  ReviewFields,
  SaveReviewRequest,
} from 'backstage-plugin-security-incidents-common';
import {
  type DraftPlace,
  forgetDraft,
  keepDraft,
  readDraft,
} from '../../hooks';
import { type Problem, problemOf } from '../IncidentPage/fields';

/** How long a pause in typing is before texts are saved, in milliseconds. */
export const SAVE_AFTER_MS = 10_000;
/** Least time between two entries about one field, in milliseconds. What is typed meanwhile is saved together. */
export const SAVE_EVERY_MS = 60_000;

/** Somebody else saved the same field while the reader changed it. */
export interface FieldConflict<T> {
  by: string;
  at: string;
  value: T | undefined;
  version: number;
}

/** A field that somebody changed and that is not in the record yet. */
export interface FieldDraft {
  value: unknown;
  /** The version of the review that it was begun with. */
  base: number;
  isSaving?: boolean;
  problem?: Problem;
  conflict?: FieldConflict<unknown>;
}

/** All of them by field. */
export type FieldDrafts = Partial<Record<ReviewFieldName, FieldDraft>>;

const isSame = (a: unknown, b: unknown) =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

interface ConflictBody {
  currentVersion?: number;
  conflicts?: Array<
    ReviewFieldChange & { field: ReviewFieldName; value: unknown }
  >;
}

function readConflicts(error: unknown): ConflictBody | undefined {
  if (!(error instanceof ResponseError) || error.statusCode !== 409) {
    return undefined;
  }
  const body = error.body.error as unknown as ConflictBody;
  return body.conflicts ? body : undefined;
}

/**
 * What somebody writes in a review. Each change is kept in the browser at once. Saving is an entry of the record, so a field is
 * saved when it is left or after a pause, at most once a minute, and at once when the page is left. Everything unsaved goes
 * into one entry.
 */
export class ReviewDrafts {
  #drafts: FieldDrafts = {};
  #place?: DraftPlace;
  #timer?: ReturnType<typeof setTimeout>;
  readonly #savedAt = new Map<ReviewFieldName, number>();
  #saving?: Promise<void>;
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly options: {
      save(request: SaveReviewRequest, version: number): Promise<Review>;
      now?(): number;
    },
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getSnapshot = (): FieldDrafts => this.#drafts;

  /** Whether something is neither in the record nor kept in the browser after the tab is closed. */
  get isFleeting(): boolean {
    return this.hasUnsaved && (!this.#place?.author || this.#place.sessionOnly);
  }

  get hasUnsaved(): boolean {
    return Object.keys(this.#drafts).length > 0;
  }

  /** Says where drafts are kept, and finds those that were left there. */
  open(place: DraftPlace, fields: ReviewFields): void {
    this.#place = place;
    const kept = (readDraft(place) as { fields?: FieldDrafts } | undefined)
      ?.fields;
    for (const [name, draft] of Object.entries(kept ?? {})) {
      const field = name as ReviewFieldName;
      const isKnown =
        typeof draft?.base === 'number' && !isSame(draft.value, fields[field]);
      if (isKnown && !this.#drafts[field]) {
        this.#set(field, { value: draft.value, base: draft.base });
      }
    }
    if (this.hasUnsaved) this.#schedule();
  }

  /** @param version - of the review that the writer sees */
  change(name: ReviewFieldName, value: unknown, version: number): void {
    const before = this.#drafts[name];
    this.#set(name, {
      value,
      base: before?.base ?? version,
      conflict: before?.conflict,
    });
    this.#schedule();
  }

  /** A field was left, or somebody wants to try again. */
  leave(): void {
    this.#schedule(0);
  }

  /** Saves now what is not saved yet. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving;
    const names = this.#findReady();
    if (names.length === 0) return;
    this.#saving = this.#save(names);
    await this.#saving;
    this.#saving = undefined;
  }

  /** Ends a conflict with this value. */
  settle(name: ReviewFieldName, value: unknown): void {
    const conflict = this.#drafts[name]?.conflict;
    if (!conflict) return;
    if (isSame(value, conflict.value)) this.#forget([name]);
    else {
      this.#set(name, { value, base: conflict.version });
      this.flush();
    }
  }

  #now(): number {
    return this.options.now?.() ?? Date.now();
  }

  #findReady(): ReviewFieldName[] {
    return (Object.keys(this.#drafts) as ReviewFieldName[]).filter(
      name => !this.#drafts[name]!.conflict,
    );
  }

  #schedule(pauseMs = SAVE_AFTER_MS): void {
    clearTimeout(this.#timer);
    const waits = this.#findReady().map(name => {
      const savedAt = this.#savedAt.get(name);
      return savedAt === undefined ? 0 : savedAt + SAVE_EVERY_MS - this.#now();
    });
    if (waits.length === 0) return;
    this.#timer = setTimeout(
      () => this.flush(),
      Math.max(pauseMs, Math.min(...waits)),
    );
  }

  /** Fields that were begun with the same version go together. */
  async #save(names: readonly ReviewFieldName[]): Promise<void> {
    const byBase = new Map<number, ReviewFieldName[]>();
    for (const name of names) {
      const { base } = this.#drafts[name]!;
      byBase.set(base, [...(byBase.get(base) ?? []), name]);
    }
    for (const [base, group] of byBase) await this.#saveGroup(group, base);
  }

  async #saveGroup(
    names: readonly ReviewFieldName[],
    base: number,
  ): Promise<void> {
    const sent = new Map(names.map(name => [name, this.#drafts[name]!.value]));
    for (const name of names) {
      this.#set(name, { ...this.#drafts[name]!, isSaving: true });
    }
    try {
      const review = await this.options.save(
        Object.fromEntries(
          [...sent].map(([name, value]) => [name, value ?? null]),
        ),
        base,
      );
      for (const name of names) this.#savedAt.set(name, this.#now());
      // What was typed meanwhile is saved next.
      const ended = names.filter(name =>
        isSame(this.#drafts[name]?.value, sent.get(name)),
      );
      this.#forget(ended);
      for (const name of names) {
        const left = this.#drafts[name];
        if (left) this.#set(name, { value: left.value, base: review.version });
      }
      if (this.hasUnsaved) this.#schedule();
    } catch (error) {
      const found = readConflicts(error);
      const conflicting = new Set(found?.conflicts?.map(({ field }) => field));
      for (const name of names) {
        const draft = { ...this.#drafts[name]!, isSaving: false };
        const conflict = found?.conflicts?.find(({ field }) => field === name);
        if (conflict) {
          const { by, at, value } = conflict;
          this.#set(name, {
            ...draft,
            problem: undefined,
            conflict: {
              by,
              at,
              value: value ?? undefined,
              version: found?.currentVersion ?? 0,
            },
          });
        } else {
          this.#set(name, {
            ...draft,
            problem: found ? undefined : problemOf(error),
          });
        }
      }
      const others = names.filter(name => !conflicting.has(name));
      if (found && conflicting.size > 0 && others.length > 0) {
        await this.#saveGroup(others, base);
      }
    }
  }

  #set(name: ReviewFieldName, draft: FieldDraft): void {
    this.#drafts = { ...this.#drafts, [name]: draft };
    this.#keep();
  }

  #forget(names: readonly ReviewFieldName[]): void {
    this.#drafts = Object.fromEntries(
      Object.entries(this.#drafts).filter(
        ([name]) => !names.includes(name as ReviewFieldName),
      ),
    );
    this.#keep();
  }

  #keep(): void {
    if (this.#place) {
      if (this.hasUnsaved) {
        keepDraft(this.#place, {
          fields: Object.fromEntries(
            Object.entries(this.#drafts).map(([name, { value, base }]) => [
              name,
              { value, base },
            ]),
          ),
        });
      } else forgetDraft(this.#place);
    }
    this.#listeners.forEach(listener => listener());
  }
}
