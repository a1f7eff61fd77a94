import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { refusal } from '../../__testUtils__/backend';
import { inUse, leakedCredential } from './__testUtils__/plan';
import {
  card,
  fact,
  renderPlan,
  STANDING,
  stands,
} from './__testUtils__/planPage';

const server = setupServer();
registerMswTestHooks(server);
beforeEach(() => stands(server));

describe('what the file of a plan does not say', () => {
  it('is the exercise that tested it last, with the way to it', async () => {
    stands(server, {
      tested: {
        state: 'pass',
        on: '2026-11-20',
        due: '2027-11-20',
        by: 'exercise',
        exercise: {
          incidentId: 'e',
          incidentKey: 'SEC-2026-0059',
          title: 'Drill: leaked credential',
        },
      },
    });
    renderPlan();
    await waitFor(async () =>
      expect(await fact('Tested')).toHaveTextContent(
        'In order: 20 Nov 2026in exercise SEC-2026-0059next by 20 Nov 2027',
      ),
    );
    expect(screen.getByRole('link', { name: 'SEC-2026-0059' })).toHaveAttribute(
      'href',
      '/security-incidents/SEC-2026-0059',
    );
  });

  it('is that there was one, for whoever may not read it', async () => {
    stands(server, {
      tested: { state: 'pass', on: '2026-11-20', by: 'exercise' },
    });
    renderPlan();
    await waitFor(async () =>
      expect(await fact('Tested')).toHaveTextContent(
        'In order: 20 Nov 2026in an exercise',
      ),
    );
  });

  it('clears the check that a test is due once an exercise was closed', async () => {
    const plan = leakedCredential();
    plan.metadata.annotations!['security-incidents/last-tested'] = '2020-01-01';
    plan.spec.review!.testInterval = 'P12M';
    stands(server, {
      tested: {
        state: 'pass',
        on: '2999-01-01',
        due: '3000-01-01',
        by: 'exercise',
      },
    });
    renderPlan(plan);
    await waitFor(async () =>
      expect(await fact('Tested')).toHaveTextContent('In order: 1 Jan 2999'),
    );
    expect(await card('Checks')).not.toHaveTextContent('A test was due');
  });

  it('is how many services it covers, and where it is at work', async () => {
    stands(server, {
      services: { covered: 19, first: 14 },
      inUse: {
        items: [
          inUse('SEC-2026-0117', { planVersion: '2.0.0' }),
          inUse('SEC-2026-0116', { mode: 'exercise' }),
        ],
        total: 8,
      },
    });
    renderPlan();
    await waitFor(async () =>
      expect(await card('Where it applies')).toHaveTextContent(
        '19 services, first choice of 14',
      ),
    );
    expect(await fact('In use now')).toHaveTextContent(
      'SEC-2026-0117containment, with version 2.0.0and 7 moreSEC-2026-0116, exercise6 that were applied before',
    );
    expect(
      screen.getByRole('link', { name: 'SEC-2026-0117' }),
    ).toHaveAccessibleDescription('Title of SEC-2026-0117');
  });

  it('is that it is nowhere at work and covers nothing', async () => {
    renderPlan();
    await waitFor(async () =>
      expect(await fact('In use now')).toHaveTextContent('nowhere'),
    );
    expect(await card('Where it applies')).toHaveTextContent('no service');
    expect(await fact('Tested')).toHaveTextContent('as the file says');
  });

  it('leaves what the file says while it does not load, and asks again', async () => {
    server.use(
      http.get(STANDING, () => refusal(500, { message: 'Out of order' }), {
        once: true,
      }),
    );
    renderPlan();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /did not load; what the file says is shown\. Out of order/,
    );
    expect(await fact('Tested')).toHaveTextContent(
      '18 Jun 2026exercises are not known',
    );
    expect(await fact('In use now')).toHaveTextContent('not known');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () =>
      expect(await fact('In use now')).toHaveTextContent('nowhere'),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [404, 'No such plan', /known within a minute of being in the catalog/],
    [403, 'You do not have the right', /^Only what the file says is shown/],
  ])('says why when the answer is %s', async (status, message, words) => {
    server.use(http.get(STANDING, () => refusal(status, { message })));
    renderPlan();
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(await screen.findByRole('region', { name: 'Phases' })).toBeVisible();
  });

  it('says of when it is while the catalog does not answer', async () => {
    stands(server, { stale: true });
    renderPlan();
    expect(
      await screen.findByText(/^As of .*: the catalog has not answered since/),
    ).toBeVisible();
  });
});
