import { ResponseError } from '@backstage/errors';
import type { Review } from 'backstage-plugin-security-incidents-common';
import { testReview } from '../../__testUtils__/reviews';
import { ReviewDrafts, SAVE_AFTER_MS, SAVE_EVERY_MS } from './ReviewDrafts';

const PLACE = {
  name: 'review.1',
  author: 'user:default/ada',
  sessionOnly: false,
};

/** Requests with their versions, and what answers the next one. */
let sent: Array<[request: object, version: number]>;
let answers: Array<() => Promise<Review>>;
let drafts: ReviewDrafts;

function create() {
  return new ReviewDrafts({
    save: async (request, version) => {
      sent.push([request, version]);
      return (
        answers.shift()?.() ?? testReview({ version: version + sent.length })
      );
    },
  });
}

async function conflictOn(field: string): Promise<Review> {
  const body = {
    error: {
      name: 'ConflictError',
      message: 'If-Match',
      currentVersion: 4,
      conflicts: [
        { field, by: 'user:default/bob', at: '', version: 4, value: 'His' },
      ],
    },
    response: { statusCode: 409 },
  };
  throw await ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status: 409,
      headers: { 'content-type': 'application/json' },
    }) as never,
  );
}

beforeEach(() => {
  jest.useFakeTimers();
  localStorage.clear();
  sessionStorage.clear();
  sent = [];
  answers = [];
  drafts = create();
  drafts.open(PLACE, {});
});
afterEach(() => jest.useRealTimers());

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('what somebody writes in a review', () => {
  it('becomes one entry for everything that was typed before the pause', async () => {
    drafts.change('summary', 'A', 3);
    await pass(SAVE_AFTER_MS - 1);
    drafts.change('summary', 'A token', 3);
    drafts.change('lessons', 'Rotate', 3);
    await pass(SAVE_AFTER_MS - 1);
    expect(sent).toEqual([]);
    await pass(1);
    expect(sent).toEqual([[{ summary: 'A token', lessons: 'Rotate' }, 3]]);
    expect(drafts.hasUnsaved).toBe(false);
  });

  it('is saved when a field is left, and the same field at most once a minute', async () => {
    drafts.change('summary', 'A', 3);
    drafts.leave();
    await pass(0);
    expect(sent).toHaveLength(1);
    for (let count = 1; count <= 20; count += 1) {
      drafts.change('summary', `A${count}`, 4);
      drafts.leave();
      await pass(2_000);
    }
    expect(sent).toHaveLength(1);
    await pass(SAVE_EVERY_MS - 40_000);
    expect(sent).toEqual([
      [{ summary: 'A' }, 3],
      [{ summary: 'A20' }, 4],
    ]);
    // Another field does not wait for the first one.
    drafts.change('lessons', 'Rotate', 6);
    drafts.leave();
    await pass(0);
    expect(sent).toHaveLength(3);
  });

  it('is saved at once when the page is left', async () => {
    drafts.change('summary', 'A', 3);
    await drafts.flush();
    drafts.change('summary', 'AB', 4);
    await drafts.flush();
    expect(sent).toHaveLength(2);
  });

  it('is found again after the tab was closed, with the version that it was begun with', async () => {
    drafts.change('summary', 'A token', 3);
    const next = create();
    next.open(PLACE, { summary: 'Older' });
    expect(next.getSnapshot().summary).toMatchObject({
      value: 'A token',
      base: 3,
    });
    await pass(SAVE_AFTER_MS);
    expect(sent).toContainEqual([{ summary: 'A token' }, 3]);
    expect(create().hasUnsaved).toBe(false);
    const after = create();
    after.open(PLACE, {});
    expect(after.hasUnsaved).toBe(false);
  });

  it('is not shown to others at that browser, and is fleeting when the incident is restricted', () => {
    drafts.change('summary', 'A token', 3);
    expect(drafts.isFleeting).toBe(false);
    const other = create();
    other.open({ ...PLACE, author: 'user:default/bob' }, {});
    expect(other.hasUnsaved).toBe(false);
    const secret = create();
    secret.open({ ...PLACE, name: 'review.2', sessionOnly: true }, {});
    secret.change('summary', 'Secret', 1);
    expect(secret.isFleeting).toBe(true);
    expect(JSON.stringify(localStorage)).not.toContain('Secret');
  });

  it('keeps the field that somebody else changed, and saves the others', async () => {
    answers = [() => conflictOn('summary')];
    drafts.change('summary', 'Mine', 3);
    drafts.change('lessons', 'Rotate', 3);
    await drafts.flush();
    expect(sent).toEqual([
      [{ summary: 'Mine', lessons: 'Rotate' }, 3],
      [{ lessons: 'Rotate' }, 3],
    ]);
    expect(drafts.getSnapshot()).toEqual({
      summary: expect.objectContaining({
        value: 'Mine',
        conflict: expect.objectContaining({ value: 'His', version: 4 }),
      }),
    });
    drafts.change('summary', 'Mine too', 3);
    await pass(SAVE_EVERY_MS);
    expect(sent).toHaveLength(2);
    drafts.settle('summary', 'His and mine');
    await pass(0);
    expect(sent[2]).toEqual([{ summary: 'His and mine' }, 4]);
  });

  it('keeps what could not be saved, and tries again when asked', async () => {
    answers = [async () => Promise.reject(new Error('Database away'))];
    drafts.change('summary', 'Mine', 3);
    await drafts.flush();
    expect(drafts.getSnapshot().summary).toMatchObject({
      value: 'Mine',
      problem: { message: 'Database away' },
    });
    await drafts.flush();
    expect(sent).toHaveLength(2);
    expect(drafts.hasUnsaved).toBe(false);
  });
});
