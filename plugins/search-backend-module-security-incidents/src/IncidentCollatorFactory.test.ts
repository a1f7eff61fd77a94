import type {
  IncidentQuery,
  IncidentSummary,
} from 'backstage-plugin-security-incidents-common';
import { collect } from './__testUtils__/collect';
import { IncidentCollatorFactory } from './IncidentCollatorFactory';

function incident(number: number, fields: Partial<IncidentSummary> = {}) {
  return {
    id: `id-${number}`,
    key: `SEC-2026-000${number}`,
    title: `Incident ${number}`,
    status: 'triage',
    severity: 'high',
    priority: 'P2',
    tlp: 'AMBER',
    visibility: 'open',
    classification: { scheme: 'rsit', class: 'intrusions' },
    reportedAt: '2026-11-23T09:00:00.000Z',
    affected: [{ entityRef: 'component:default/whimbrel' }],
    ...fields,
  } as IncidentSummary;
}

const collectIncidents = (pages: IncidentSummary[][]) =>
  collect<IncidentSummary, IncidentQuery>(
    pages,
    ({ context, list }) =>
      new IncidentCollatorFactory({
        ...context,
        incidents: { listIncidents: list },
      }),
  );

describe('IncidentCollatorFactory', () => {
  it('reads all pages of incidents that are not restricted', async () => {
    const { documents, asked } = await collectIncidents([
      [incident(1), incident(2)],
      [incident(3)],
    ]);
    expect(documents.map(({ title }) => title)).toEqual([
      'SEC-2026-0001 Incident 1',
      'SEC-2026-0002 Incident 2',
      'SEC-2026-0003 Incident 3',
    ]);
    expect(asked).toEqual([
      { visibility: ['open'], limit: 200 },
      { visibility: ['open'], limit: 200, cursor: '1' },
    ]);
  });

  it('has search ask for the permission to read each incident', async () => {
    const { documents, factory } = await collectIncidents([[incident(1)]]);
    expect(documents).toMatchObject([
      {
        location: '/safety/SEC-2026-0001',
        authorization: { resourceRef: 'id-1' },
      },
    ]);
    expect(factory.visibilityPermission?.name).toBe(
      'security-incidents.incident.read',
    );
  });

  it('leaves out TLP:RED and the names of services', async () => {
    const { documents } = await collectIncidents([
      [incident(1), incident(2, { tlp: 'RED', title: 'Whimbrel' })],
    ]);
    expect(documents).toHaveLength(1);
    expect(JSON.stringify(documents)).not.toMatch(/whimbrel/i);
  });

  it('leaves the index with a link to the page when there is nothing to index, so that it is replaced', async () => {
    const { documents } = await collectIncidents([
      [incident(1, { tlp: 'RED' })],
    ]);
    expect(documents).toEqual([
      {
        title: 'Security incidents',
        text: '',
        location: '/safety',
        authorization: { resourceRef: 'none' },
      },
    ]);
  });
});
