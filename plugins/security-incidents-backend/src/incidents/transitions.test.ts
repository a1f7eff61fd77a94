import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { IncidentStatus } from 'backstage-plugin-security-incidents-common';
import {
  ADA,
  companyCatalog,
  DATABASES,
  ENGINES,
  REPORT,
} from '../__testUtils__/harness';
import { createSeedingServices, withoutAuthorization } from '../seeding';
import { ALL_PERMISSIONS } from '../authorization/permissions';

jest.setTimeout(120_000);

const FRAUD = { class: 'fraud' as const };
describe.each(ENGINES)('moves on %s', engine => {
  const credentials = mockCredentials.user(ADA);
  const context = withoutAuthorization({ credentials });

  async function startService(clock?: () => Date) {
    return createSeedingServices({
      auth: mockServices.auth(),
      catalog: companyCatalog(),
      clock,
      config: mockServices.rootConfig(),
      database: mockServices.database({ knex: await DATABASES.init(engine) }),
      userInfo: mockServices.userInfo(),
    });
  }

  it('back from closed count their days from the last closing', async () => {
    let now = new Date('2026-01-01T00:00:00.000Z');
    const pass = (days: number) => {
      now = new Date(now.getTime() + days * 24 * 60 * 60 * 1000);
    };
    const service = await startService(() => now);
    const { value } = await service.incidents.create(
      { ...REPORT, severity: 'low', urgency: 'low', classification: FRAUD },
      context,
    );
    const move = (to: IncidentStatus, fields: object = {}) =>
      service.incidents.transition(
        value.id,
        { to, reason: 'As it is', ...fields },
        context,
      );
    const close = async () => {
      await move('resolved', {
        resolution: { code: 'benign', summary: 'Nothing came of it' },
      });
      await move('closed');
    };
    await service.access.assignRole(
      value.id,
      'assignee',
      { principalRef: ADA },
      context,
    );
    await service.incidents.linkAffected(
      value.id,
      {
        entityRef: REPORT.affected[0].entityRef,
        compromise: 'not-compromised',
      },
      context,
    );
    await move('triage');
    await close();
    pass(20);
    await move('triage');
    await close();
    pass(20);
    expect(await move('triage')).toMatchObject({
      status: 'triage',
      closedAt: '2026-01-01T00:00:00.000Z',
    });
    await close();
    pass(31);
    await expect(move('triage')).rejects.toThrow('Closed more than 30 days');
  });

  it('need permission for the transition that is made, not only for the requested one', async () => {
    const service = await startService();
    const { value: incident } = await service.incidents.create(REPORT, context);
    const { value: target } = await service.incidents.create(REPORT, context);
    await service.incidents.transition(
      incident.id,
      { to: 'merged', mergedInto: target.id, reason: 'The same finding' },
      context,
    );
    // As when it was merged between the check of the permission to move it and the move.
    await expect(
      service.incidents.transition(
        incident.id,
        { to: 'new', reason: 'Not the same' },
        withoutAuthorization(
          { credentials },
          { permissions: { ...ALL_PERMISSIONS, merge: false } },
        ),
      ),
    ).rejects.toThrow('You do not have permission to merge incidents');
    expect((await service.incidents.get(incident.id, context)).status).toBe(
      'merged',
    );
  });
});
