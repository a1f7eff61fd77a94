import {
  incidentConditions,
  createIncidentConditionalDecision,
} from './conditionExports';
import {
  incidentReadPermission,
  incidentRestrictedReadPermission,
} from 'backstage-plugin-security-incidents-common';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ADA,
  BOB,
  ENGINES,
  REPORT,
  startApp,
  type TestApp,
} from '../__testUtils__/harness';

jest.setTimeout(60_000);

const LIST = '/incidents?entityRef=component:default/payments-api';
const OVERVIEW = '/entities/component/default/payments-api/overview';
const COUNTS = { entityRefs: ['component:default/payments-api'] };

describe.each(ENGINES)('reading ahead of the decision on %s', engine => {
  let app: TestApp;
  let restricted: string;
  beforeEach(async () => {
    app = await startApp(engine);
    await app.as(ADA).post('/incidents', REPORT).expect(201);
    const made = await app
      .as(ADA)
      .post('/incidents', { ...REPORT, visibility: 'restricted' })
      .expect(201);
    restricted = made.body.key;
  });
  afterEach(() => app.stop());

  const read = async () => {
    const list = await app.as(BOB).get(LIST);
    const overview = await app.as(BOB).get(OVERVIEW);
    const counts = await app.as(BOB).post('/entities/overviews', COUNTS);
    return { list, overview, counts };
  };
  const readTotals = async () => {
    const { list, overview, counts } = await read();
    return [
      list.body.totalItems,
      overview.body.open.total,
      counts.body.items[0].open,
    ];
  };

  it('a permission that was taken away counts for the next request', async () => {
    expect(await readTotals()).toEqual([2, 2, 2]);

    app.deny(BOB, incidentRestrictedReadPermission.name);
    expect(await readTotals()).toEqual([1, 1, 1]);
    const { list, overview } = await read();
    expect(JSON.stringify([list.body, overview.body])).not.toContain(
      restricted,
    );

    app.deny(BOB, incidentReadPermission.name);
    const denied = Object.values(await read());
    expect(denied.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('a permission that was given counts for the next request', async () => {
    app.deny(BOB, incidentRestrictedReadPermission.name);
    expect(await readTotals()).toEqual([1, 1, 1]);
    app.decide(BOB, incidentRestrictedReadPermission.name, {
      result: AuthorizeResult.ALLOW,
    });
    expect(await readTotals()).toEqual([2, 2, 2]);
  });

  it('a changed condition counts for the next request', async () => {
    const allowOnly = (severity: string) =>
      app.decide(
        BOB,
        incidentReadPermission.name,
        createIncidentConditionalDecision(
          incidentReadPermission,
          incidentConditions.hasSeverity({ severities: [severity as 'low'] }),
        ),
      );
    await app
      .as(ADA)
      .post('/incidents', { ...REPORT, severity: 'low' })
      .expect(201);
    allowOnly('low');
    expect(await readTotals()).toEqual([1, 1, 1]);
    allowOnly('critical');
    expect(await readTotals()).toEqual([0, 0, 0]);
  });

  it('what was read ahead is not shown when the decision fails', async () => {
    expect(await readTotals()).toEqual([2, 2, 2]);
    app.setPermissions('fail');
    const failed = Object.values(await read());
    app.setPermissions('answer');
    expect(failed.map(({ status }) => status)).toEqual([503, 503, 503]);
  });
});
