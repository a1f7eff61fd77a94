import type {
  PageRequest,
  ReviewIncident,
  ReviewText,
} from 'backstage-plugin-security-incidents-common';
import { collect } from './__testUtils__/collect';
import { ReviewCollatorFactory } from './ReviewCollatorFactory';

function review(number: number, fields: Partial<ReviewIncident> = {}) {
  return {
    incident: {
      id: `id-${number}`,
      key: `SEC-2026-000${number}`,
      title: `Incident ${number}`,
      severity: 'high',
      tlp: 'AMBER',
      visibility: 'open',
      entityRefs: ['component:default/whimbrel'],
      ...fields,
    },
    completedAt: '2026-11-28T09:00:00.000Z',
    fields: {
      summary: `Story ${number}`,
      rootCauses: [{ category: 'process', text: 'Nobody rotates tokens' }],
      contributingFactors: ['A holiday'],
      lessons: 'Retire tokens with pipelines',
    },
  } as ReviewText;
}

const collectReviews = (pages: ReviewText[][]) =>
  collect<ReviewText, PageRequest>(
    pages,
    ({ context, list }) =>
      new ReviewCollatorFactory({
        ...context,
        incidents: { listReviewTexts: list },
      }),
  );

describe('ReviewCollatorFactory', () => {
  it('reads all pages, and what people wrote', async () => {
    const { documents, asked, factory } = await collectReviews([
      [review(1), review(2)],
      [review(3)],
    ]);
    expect(documents.map(({ title }) => title)).toEqual([
      'SEC-2026-0001 Incident 1',
      'SEC-2026-0002 Incident 2',
      'SEC-2026-0003 Incident 3',
    ]);
    expect(asked).toEqual([{ limit: 50 }, { limit: 50, cursor: '1' }]);
    expect(documents[0]).toEqual({
      title: 'SEC-2026-0001 Incident 1',
      text: 'Story 1\nNobody rotates tokens\nA holiday\nRetire tokens with pipelines',
      location: '/safety/SEC-2026-0001/review',
      authorization: { resourceRef: 'id-1' },
      key: 'SEC-2026-0001',
      severity: 'high',
      completedAt: '2026-11-28T09:00:00.000Z',
    });
    expect(factory.visibilityPermission?.name).toBe(
      'security-incidents.incident.read',
    );
  });

  it('leaves out restricted incidents, TLP:RED and the names of services', async () => {
    const { documents } = await collectReviews([
      [
        review(1),
        review(2, { tlp: 'RED' }),
        review(3, { visibility: 'restricted' }),
      ],
    ]);
    expect(documents.map(({ text }) => text)).toEqual([
      expect.stringContaining('Story 1'),
    ]);
    expect(JSON.stringify(documents)).not.toMatch(/whimbrel/i);
  });

  it('leaves the index with a link to the page when there is nothing to index, so that it is replaced', async () => {
    const { documents } = await collectReviews([[]]);
    expect(documents).toEqual([
      {
        title: 'Reviews of security incidents',
        text: '',
        location: '/safety/follow-up/reviews',
        authorization: { resourceRef: 'none' },
      },
    ]);
  });
});
