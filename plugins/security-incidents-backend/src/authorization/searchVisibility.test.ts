import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  ADA,
  component,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(120_000);

const PAYMENTS = 'component:default/payments-api';
const LEDGER = 'component:default/ledger';
const SYSTEM = 'system:default/cards';
const LEDGER_TEAM = 'group:default/team-ledger';
const MANY = Array.from({ length: 2_500 }, (_, index) =>
  component(`vault-${index}`, 'team-vaults'),
);

/** Lists that find an incident by a service: by itself, by what it is part of or owned by, and by its name. */
const BY_SERVICE = [
  `entityRef=${LEDGER}`,
  `entityRef=${LEDGER}&entityRef=${PAYMENTS}`,
  `entityRef=${LEDGER_TEAM}`,
  `entityRef=${SYSTEM}`,
  `entityRef=${SYSTEM}&orderBy=openFirst`,
  `entityRef=${SYSTEM}&orderBy=updatedAt`,
  'entityRef=domain:default/payments',
  'entityRef=group:default/engineering&open=true&orderBy=priority:desc',
  `system=${SYSTEM}`,
  `system=${LEDGER}`,
  `system=${SYSTEM}&owner=${LEDGER_TEAM}`,
  `owner=${LEDGER_TEAM}`,
  `owner=${LEDGER_TEAM}&owner=group:default/team-payments`,
  'q=ledger',
  'q=led',
  'q=token%20ledger',
];
/** Pages that count what is found below an entity. */
const COUNTED = [
  '/entities/system/default/cards/overview',
  '/entities/domain/default/payments/overview',
  '/entities/group/default/team-ledger/overview',
  '/entities/group/default/engineering/overview',
  '/entities/system/default/cards/history',
  '/entities/group/default/team-ledger/history',
  `/reports/volume?entityRef=${SYSTEM}`,
  `/reports/volume?entityRef=${LEDGER_TEAM}&entityRef=group:default/team-payments`,
];

describe.each(ENGINES)(
  'an incident of a service that is hidden from a reader on %s',
  engine => {
    let app: TestApp;
    let people = 0;
    let hidden: { id: string; key: string };
    const somebody = (...refs: string[]) => {
      people += 1;
      const user = `user:default/guest${people}`;
      if (refs.length > 0) app.hide(user, ...refs);
      return user;
    };
    const report = async (...entityRefs: string[]) => {
      const affected = entityRefs.map(entityRef => ({ entityRef }));
      const { body } = await app
        .as(ADA)
        .post('/incidents', { ...REPORT, affected })
        .expect(201);
      return body;
    };
    const read = async (user: string, path: string) => {
      const { body } = await app.as(user).get(path).expect(200);
      // The end of a period is now.
      return { ...body, from: undefined, to: undefined };
    };
    const overviews = async (user: string) => {
      const { body } = await app.as(user).post('/entities/overviews', {
        entityRefs: [SYSTEM, LEDGER_TEAM, 'group:default/engineering'],
      });
      return body;
    };
    const answersTo = async (user: string) => {
      const answers: Record<string, unknown> = {
        overviews: await overviews(user),
      };
      for (const path of [
        ...BY_SERVICE.map(query => `/incidents?${query}`),
        ...COUNTED,
      ]) {
        answers[path] = await read(user, path);
      }
      return answers;
    };
    const before: Record<string, unknown> = {};
    const seen = [somebody(), somebody()];

    beforeAll(async () => {
      app = await startApp(engine, { catalog: MANY });
      await report(PAYMENTS);
      await report(PAYMENTS, LEDGER);
      const reader = somebody(LEDGER);
      Object.assign(before, await answersTo(reader));
      hidden = await report(LEDGER);
    });
    afterEach(() => app.setCatalogDown(false));
    afterAll(() => app.stop());

    it('is found by nothing that the service is part of, owned by or called: items, totals and counts are as without it', async () => {
      expect(await answersTo(somebody(LEDGER))).toEqual(before);
      expect(before).toMatchObject({
        [`/incidents?owner=${LEDGER_TEAM}`]: { totalItems: 0 },
        '/incidents?q=ledger': { totalItems: 0 },
        [`/incidents?system=${SYSTEM}`]: { totalItems: 2 },
      });
    });

    it('is found by the words that people wrote, and listed where no service is asked for', async () => {
      const user = somebody(LEDGER);
      for (const query of ['q=token', '', `q=${hidden.key}`]) {
        const { items } = await read(user, `/incidents?${query}`);
        expect(items[0]).toMatchObject({
          key: hidden.key,
          affected: [{ withheld: true }],
        });
      }
    });

    it('is left out of pages without a gap', async () => {
      const user = somebody(LEDGER);
      for (const query of [`system=${SYSTEM}`, `entityRef=${SYSTEM}`]) {
        const keys: string[] = [];
        let cursor: string | undefined;
        do {
          const page: {
            items: Array<{ key: string }>;
            totalItems: number;
            pageInfo: { nextCursor?: string };
          } = await read(
            user,
            `/incidents?${query}&limit=1${cursor ? `&cursor=${cursor}` : ''}`,
          );
          expect(page).toMatchObject({ totalItems: 2 });
          expect(page.items).toHaveLength(1);
          keys.push(page.items[0].key);
          cursor = page.pageInfo.nextCursor;
        } while (cursor);
        expect(keys).toHaveLength(2);
        expect(keys).not.toContain(hidden.key);
      }
    });

    it('is found by people who see the service, by its members and by other plugins', async () => {
      const member = somebody(LEDGER);
      await app
        .as(ADA)
        .post(`/incidents/${hidden.id}/members`, { principalRef: member })
        .expect(200);
      const selectRestrictedAsMember = (path: string) => read(member, path);
      const asAnybody = (path: string) => read(seen[0], path);
      const asService = async (path: string) =>
        (await app.asService().get(path).expect(200)).body;
      for (const query of BY_SERVICE) {
        const path = `/incidents?${query}`;
        const [anybodys, services, members] = [
          await asAnybody(path),
          await asService(path),
          await selectRestrictedAsMember(path),
        ];
        for (const { items } of [anybodys, services, members]) {
          expect(items.map(({ key }: { key: string }) => key)).toContain(
            hidden.key,
          );
        }
        // What they are a member of is all that they find more.
        expect({ path, total: members.totalItems }).toEqual({
          path,
          total: (before[path] as { totalItems: number }).totalItems + 1,
        });
      }
      const { total } = await selectRestrictedAsMember(
        '/entities/system/default/cards/overview',
      );
      expect(total).toBe(3);
    });

    it('is not found by a system or an owner that is hidden itself', async () => {
      const user = somebody(SYSTEM, LEDGER_TEAM);
      for (const query of [`system=${SYSTEM}`, `owner=${LEDGER_TEAM}`]) {
        expect(await read(user, `/incidents?${query}`)).toEqual(
          await read(user, '/incidents?system=system:default/never-was'),
        );
      }
    });

    it('costs nobody anything from whom nothing is hidden', async () => {
      const statementsOf = async (user: string, query: string) => {
        const statements: string[] = [];
        const listen = ({ sql }: { sql: string }) => statements.push(sql);
        app.knex.on('query', listen);
        await read(user, `/incidents?${query}`);
        app.knex.removeListener('query', listen);
        return statements;
      };
      for (const query of [`system=${SYSTEM}`, 'q=ledger']) {
        const user = somebody();
        const plain = await statementsOf(user, query);
        expect(plain.join()).not.toMatch(/json_each|text\[\]/);
        // That the catalog shows everything came with the rights.
        expect(app.catalogCallsOf(user)).toEqual([]);
        const restricted = await statementsOf(somebody(LEDGER), query);
        expect(restricted.length).toBeGreaterThan(plain.length);
      }
    });

    it('is found while the catalog does not answer, like it is named then', async () => {
      const user = somebody(LEDGER);
      app.setCatalogDown(true);
      const { items } = await read(user, `/incidents?owner=${LEDGER_TEAM}`);
      expect(items.map(({ key }: { key: string }) => key)).toContain(
        hidden.key,
      );
    });

    it('is hidden by a policy that shows nothing of the catalog too', async () => {
      const user = somebody(...[PAYMENTS, LEDGER, SYSTEM, LEDGER_TEAM]);
      app.decide(user, 'catalog.entity.read', {
        result: AuthorizeResult.DENY,
      });
      for (const query of BY_SERVICE) {
        const { totalItems } = await read(user, `/incidents?${query}`);
        expect({ query, totalItems }).toEqual({ query, totalItems: 0 });
      }
    });

    it('is one of thousands and still not found', async () => {
      const refs = MANY.map(entity => stringifyEntityRef(entity));
      for (let start = 0; start < refs.length; start += 100) {
        await report(...refs.slice(start, start + 100));
      }
      const team = 'group:default/team-vaults';
      const listOf = (user: string) =>
        read(user, `/incidents?owner=${team}&limit=200`);
      expect((await listOf(somebody())).totalItems).toBe(25);
      const user = somebody(...refs);
      expect((await listOf(user)).totalItems).toBe(0);
      // Asked for once, and remembered: every service of the words was among those of the team.
      const asked = app.catalogCallsOf(user).length;
      expect((await read(user, '/incidents?q=vault')).totalItems).toBe(0);
      expect(app.catalogCallsOf(user)).toHaveLength(asked);
      const other = somebody(...refs.slice(1));
      expect((await listOf(other)).totalItems).toBe(1);
    });
  },
);
