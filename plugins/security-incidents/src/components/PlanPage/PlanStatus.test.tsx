import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { refusal } from '../../__testUtils__/backend';
import { inUse, leakedCredential } from './__testUtils__/plan';
import {
  card,
  fact,
  renderPlan,
  STATUS,
  stands,
} from './__testUtils__/planPage';

const server = setupServer();
registerMswTestHooks(server);
beforeEach(() => stands(server));

describe('the status of a plan', () => {
  it('links the exercise that tested it last', async () => {
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
        'In order: 20 Nov 2026in exercise SEC-2026-0059next due 20 Nov 2027',
      ),
    );
    expect(screen.getByRole('link', { name: 'SEC-2026-0059' })).toHaveAttribute(
      'href',
      '/security-incidents/SEC-2026-0059',
    );
  });

  it('mentions an exercise that the reader may not read', async () => {
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

  it('clears the check for an overdue test after an exercise', async () => {
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

  it('shows the covered services and the incidents that follow the plan', async () => {
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
        '19 services, first choice for 14',
      ),
    );
    expect(await fact('In use now')).toHaveTextContent(
      'SEC-2026-0117containment, version 2.0.0and 7 moreSEC-2026-0116, exercise6 applied earlier',
    );
    expect(
      screen.getByRole('link', { name: 'SEC-2026-0117' }),
    ).toHaveAccessibleDescription('Title of SEC-2026-0117');
  });

  it('says so when no incident follows the plan and no service is covered', async () => {
    renderPlan();
    await waitFor(async () =>
      expect(await fact('In use now')).toHaveTextContent('by no incident'),
    );
    expect(await card('Where it applies')).toHaveTextContent('no service');
    expect(await fact('Tested')).toHaveTextContent('stated in the file');
  });

  it('shows only the file when the status does not load, and loads it again', async () => {
    server.use(
      http.get(STATUS, () => refusal(500, { message: 'Out of order' })),
    );
    renderPlan();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /didn't load\. Only the content of the file is shown\. Out of order/,
    );
    expect(await fact('Tested')).toHaveTextContent(
      '18 Jun 2026exercises did not load',
    );
    expect(await fact('In use now')).toHaveTextContent('unknown');
    stands(server);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () =>
      expect(await fact('In use now')).toHaveTextContent('by no incident'),
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [404, 'No such plan', /a new plan is known within a minute/],
    [
      403,
      'You do not have the permission',
      /^Only the content of the file is shown/,
    ],
  ])('says why when the answer is %s', async (status, message, words) => {
    server.use(http.get(STATUS, () => refusal(status, { message })));
    renderPlan();
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
    expect(await screen.findByRole('region', { name: 'Phases' })).toBeVisible();
  });

  it('says how old it is while the catalog does not answer', async () => {
    stands(server, { stale: true });
    renderPlan();
    expect(
      await screen.findByText(/^As of .*\. The catalog has not answered since/),
    ).toBeVisible();
  });

  it('shows gaps first, each with its fix', async () => {
    const plan = leakedCredential();
    plan.metadata.annotations!['backstage.io/edit-url'] =
      'https://git.test/edit/plan.yaml';
    stands(server, {
      reviewed: { state: 'late', on: '2025-01-01', due: '2026-01-01' },
      tested: { state: 'fail' },
      gaps: [
        { code: 'review-overdue', message: 'The review was due' },
        { code: 'never-tested', message: 'It was never tested' },
      ],
    });
    renderPlan(plan);
    const gaps = await card('Fix first');
    const [review, test] = within(gaps).getAllByRole('listitem');
    expect(review).toHaveTextContent('Review overduewas due 1 Jan 2026');
    expect(
      within(review).getByRole('link', { name: 'Edit the file' }),
    ).toHaveAttribute('href', 'https://git.test/edit/plan.yaml');
    expect(test).toHaveTextContent('Never tested');
    await userEvent.click(
      within(test).getByRole('button', { name: 'Start an exercise' }),
    );
    expect(await screen.findByRole('dialog')).toBeVisible();
    const headings = screen.getAllByRole('heading', {
      level: 2,
      hidden: true,
    });
    expect(headings[0]).toHaveTextContent('Fix first');
  });

  it('has no list of gaps when there are none', async () => {
    renderPlan();
    await waitFor(async () =>
      expect(await fact('In use now')).toHaveTextContent('by no incident'),
    );
    expect(screen.queryByText('Fix first')).not.toBeInTheDocument();
  });
});
