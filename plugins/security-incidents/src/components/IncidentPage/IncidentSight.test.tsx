import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import userEvent from '@testing-library/user-event';
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { answer, openPage } from './__testUtils__/incidentPage';
import { testIncident, testSteps, testTimeline } from './testIncident';

const server = setupServer();
registerMswTestHooks(server);

const WITHHELD = 'A service that you may not see in the catalog';

describe('a service that is withheld, on the incident page', () => {
  it('has its place among the services and at a step, without a name or a menu', async () => {
    const incident = testIncident();
    const [recorded, late, correction] = testTimeline;
    const { data: _data, salt: _salt, ...covered } = correction;
    const url = answer(
      server,
      testIncident({
        affected: [
          ...incident.affected,
          { withheld: true, role: 'suspected', compromise: 'unknown' },
        ],
      }),
      () => [recorded, late, { ...covered, withheld: true }],
    );
    server.use(
      http.get(`${url}/steps`, () =>
        HttpResponse.json({
          items: [testSteps[0], { ...testSteps[1], withheldEntities: 1 }],
        }),
      ),
    );
    openPage();
    const text = await screen.findByText('Two calls with the token at 03:12.');
    const step = text.closest('li')!;
    expect(within(step).getByText(WITHHELD)).toBeInTheDocument();

    const card = document.getElementById('affected-services')!;
    const services = within(card).getAllByRole('listitem');
    expect(services).toHaveLength(2);
    expect(services[1]).toHaveTextContent(WITHHELD);
    expect(services[1]).toHaveTextContent('Suspected');
    expect(within(services[1]).queryByRole('link')).toBeNull();
    expect(within(services[1]).queryByRole('button')).toBeNull();
    await userEvent.click(screen.getByLabelText(/What was done/));
    expect(
      screen.getAllByRole('checkbox', { name: /payments-api/ }),
    ).toHaveLength(1);
  });
});
