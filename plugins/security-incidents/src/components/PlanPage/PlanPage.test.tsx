import type { Entity } from '@backstage/catalog-model';
import {
  createExtensionTester,
  registerMswTestHooks,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ResponsePlan } from 'backstage-plugin-security-incidents-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BASE, refusal } from '../../__testUtils__/backend';
import { catchDownloads } from '../../__testUtils__/downloads';
import { securityIncidentsPlugin } from '../../plugin';
import { leakedCredential, planStatus } from './__testUtils__/plan';
import { card, fact, renderPlan, stands } from './__testUtils__/planPage';

const server = setupServer();
registerMswTestHooks(server);
beforeEach(() => stands(server));

describe('PlanPage', () => {
  it('downloads the plan as a playbook, or says why not', async () => {
    const cacao = `${BASE}/response-plans/default/leaked-credential/cacao`;
    const downloads = catchDownloads();
    server.use(
      http.get(cacao, () => refusal(503, { message: 'Busy' }), { once: true }),
      http.get(cacao, () => HttpResponse.json({ type: 'playbook' })),
    );
    renderPlan();
    const button = await screen.findByRole('button', {
      name: 'Export as CACAO',
    });
    await userEvent.click(button);
    expect(await screen.findByText('No file: Busy')).toBeVisible();
    expect(downloads.files).toEqual([]);
    await userEvent.click(button);
    await waitFor(() =>
      expect(downloads.files).toEqual([
        {
          name: 'leaked-credential.cacao.json',
          type: 'application/json',
          size: expect.any(Number),
        },
      ]),
    );
    expect(screen.queryByText('No file: Busy')).not.toBeInTheDocument();
    downloads.restore();
  });

  it('shows first whether the plan is in use, reviewed and tested', async () => {
    renderPlan();
    expect(await fact('State')).toHaveTextContent('Approvedversion 2.1.0');
    expect(await fact('Approved')).toHaveTextContent('4 May 2026');
    expect(await fact('Reviewed')).toHaveTextContent(
      'In order: 4 May 2026next due 4 May 2999',
    );
    expect(await fact('Tested')).toHaveTextContent('18 Jun 2026');
    expect(await fact('Confidentiality')).toHaveTextContent(
      'TLP:AMBERincidents start restricted',
    );
  });

  it('shows phases with numbered tasks, their roles and due times', async () => {
    renderPlan();
    const phases = await screen.findByRole('region', { name: 'Phases' });
    expect(
      within(phases)
        .getAllByRole('heading', { level: 2 })
        .map(({ textContent }) => textContent),
    ).toEqual(['1. Triage', '2. Containment']);
    const [confirm, preserve, revoke] = within(phases).getAllByRole('listitem');
    expect(confirm).toHaveTextContent(
      /^1Confirm and scopeIncident commander30 min after declarationRequired/,
    );
    expect(preserve).toHaveTextContent(
      '2Preserve evidenceService ownerin parallel with task 1evidence: log and disk',
    );
    expect(revoke).toHaveTextContent(
      '3Revoke and rotateService owner1 d 4 h after the phase startsafter tasks 1 and 2high and critical onlyGDPR Art. 33 decisionunless no personal data is involved',
    );
    expect(phases).toHaveTextContent('Done whenHolders are known');
  });

  it('folds the instructions of a task', async () => {
    renderPlan();
    const how = await screen.findByLabelText(
      'Instructions for Confirm and scope',
    );
    const instructions = screen.getByText('Ask the issuer for its last use.');
    expect(instructions.closest('details')).not.toHaveAttribute('open');
    await userEvent.click(how);
    expect(instructions.closest('details')).toHaveAttribute('open');
  });

  it('shows who has each role, in order, and the roles that nobody has', async () => {
    renderPlan();
    const roles = within(await card('Roles')).getAllByRole('listitem');
    expect(roles[0]).toHaveTextContent(
      'Incident commander requiredamara otherwise security-operationsDecides; Keeps the clock',
    );
    expect(within(roles[0]).getByRole('link', { name: 'amara' })).toBeVisible();
    expect(roles[1]).toHaveTextContent(
      'Service owner requiredowner of the affected service',
    );
    expect(roles[2]).toHaveTextContent(
      'Communications lead Needs attention: nobody',
    );
  });

  it('links contacts, and marks those without details', async () => {
    renderPlan();
    expect(
      await screen.findByRole('link', { name: '+44 20 7946 0112' }),
    ).toHaveAttribute('href', 'tel:+442079460112');
    expect(screen.getByText('Card scheme').parentElement!).toHaveTextContent(
      'no contact details',
    );
  });

  it('sorts the ladder by time, and shows the clocks of each severity', async () => {
    renderPlan();
    const [ladder, clocks] = within(await card('Escalation ladder'))
      .getAllByRole('table')
      .map(table =>
        within(table)
          .getAllByRole('row')
          .slice(1)
          .map(row => Array.from(row.children).map(cell => cell.textContent)),
      );
    expect(ladder).toEqual([
      [
        '15 min',
        '30 min',
        'Not acknowledgedNotifies incident commander and owner of the affected service',
      ],
      [
        '2 h',
        '–',
        'Not contained 2 h after declarationNotifies executives; proposes a major incident; critical only',
      ],
      ['3 h', '–', 'Containment target at riskNotifies incident commander'],
    ]);
    expect(clocks).toEqual([
      ['Critical', '15 min', '4 h', '–', '–'],
      ['High', '30 min', '–', '–', '–'],
    ]);
    expect(screen.getByText('Management').closest('li')).toHaveTextContent(
      'Managementevery 2 hcritical only',
    );
  });

  it('names a group once that stands for several of the plan', async () => {
    const target = { ref: 'group:default/guests' };
    const plan = leakedCredential();
    renderPlan({
      ...plan,
      spec: {
        ...plan.spec,
        escalation: [
          {
            after: 'PT15M',
            from: 'declared',
            notify: [target, { ...target }],
          },
        ],
      },
    });
    const ladder = within(await card('Escalation ladder'));
    expect(ladder.getByText(/^Notifies/)).toHaveTextContent(
      /^Notifies guests$/,
    );
  });

  it('says where it applies and for which incidents', async () => {
    renderPlan();
    const scope = await card('Where it applies');
    expect(scope).toHaveTextContent('Names payments-api');
    expect(scope).toHaveTextContent('System: a or b');
    expect(scope).toHaveTextContent('Lifecycle: production; Tag: pci');
    expect(scope).toHaveTextContent('Information content security: Data leak');
    expect(scope).toHaveTextContent('Severity: medium and up');
  });

  it('shows what the checks found, where, and how many passed', async () => {
    const plan = leakedCredential();
    plan.spec.review!.nextDue = '2026-01-01';
    renderPlan(plan);
    const checks = await card('Checks');
    expect(checks).toHaveTextContent(/2 warnings, \d+ passed/);
    expect(checks).toHaveTextContent(
      'Needs attention: Nobody can reach Card scheme: add phone, email or urlspec.contacts[1]',
    );
    expect(checks).toHaveTextContent(
      'The review was due on 2026-01-01: review the plan and write lastReviewed and nextDuespec.review.nextDue',
    );
    expect(
      screen.getByText('Reviewed', { selector: 'dt' }).parentElement,
    ).toHaveTextContent('Needs attention: 4 May 2026was due 1 Jan 2026');
  });

  it('shows what a minimal draft lacks', async () => {
    const plan = leakedCredential();
    delete plan.metadata.annotations;
    stands(server, { reviewed: { state: 'fail' }, tested: { state: 'fail' } });
    plan.spec = {
      owner: plan.spec.owner,
      lifecycle: 'draft',
      version: '0.1.0',
      triggers: {},
      roles: plan.spec.roles,
      phases: plan.spec.phases,
    };
    renderPlan(plan);
    expect(await screen.findByText('Draft, not in use')).toBeVisible();
    for (const text of [
      'not yet',
      'no review interval',
      'not marked',
      /^Company default: everything without a plan of its own/,
      'All classes',
      'All severities',
      /The owner is notified, then the parent group/,
      /The company defaults apply/,
    ]) {
      expect(screen.getByText(text)).toBeVisible();
    }
    expect(await fact('Reviewed')).toHaveTextContent('never');
    await waitFor(async () =>
      expect(await fact('Tested')).toHaveTextContent('Wrong: never'),
    );
    expect(await card('Checks')).toHaveTextContent('No problems found');
  });

  it('shows the errors of an invalid plan instead of the plan', async () => {
    const plan = leakedCredential() as any;
    plan.spec.phases[0].tasks[0].due.after = 'soon';
    renderPlan(plan);
    expect(
      await screen.findByRole('heading', { name: 'This plan has errors' }),
    ).toBeVisible();
    const checks = await card('Checks');
    expect(checks).toHaveTextContent('Checks1 error');
    expect(checks).toHaveTextContent(
      'Wrong: Must be an ISO-8601 duration such as PT4H, P5D or P1Mspec.phases[0].tasks[0].due.after',
    );
    expect(screen.queryByRole('region', { name: 'Phases' })).toBeNull();
  });

  it('shows new errors of the file beside the last valid plan', async () => {
    const wrong =
      'spec.phases[0].tasks[0].due.after: must be an ISO-8601 duration such as PT4H, P5D or P1M';
    const more = 'spec.owner: is missing: add it, it must be text';
    renderPlan({
      ...leakedCredential(),
      status: {
        items: [
          {
            type: 'backstage.io/catalog-processing',
            level: 'error',
            message: 'InputError: Processor ResponsePlanProcessor threw',
            error: {
              name: 'InputError',
              message: 'Processor ResponsePlanProcessor threw',
              cause: { name: 'InputError', message: `${wrong}\n${more}` },
            },
          },
        ],
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      'The file has errors. This is the last version of the plan without any.',
    );
    expect(
      within(alert)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([wrong, more]);
    expect(await screen.findByRole('region', { name: 'Phases' })).toBeVisible();
  });

  it.each([
    [
      'the file',
      { 'backstage.io/edit-url': 'https://git.test/edit/plan.yaml' },
      'https://git.test/edit/plan.yaml',
    ],
    [
      'the template, where the file has no edit URL',
      undefined,
      '/create/templates/default/response-plan',
    ],
  ])('leads to %s to propose a change', async (_, annotations, url) => {
    const plan = leakedCredential();
    plan.metadata.annotations = annotations;
    renderPlan(plan, {
      securityIncidents: {
        planTemplate: '/create/templates/default/response-plan',
      },
    });
    expect(
      await screen.findByRole('link', { name: /^Propose a change/ }),
    ).toHaveAttribute('href', url);
  });

  it('says how to propose a change without a link', async () => {
    const plan = leakedCredential();
    plan.metadata.annotations = undefined;
    renderPlan(plan);
    expect(
      await screen.findByText(
        /^To propose a change, edit the file of this plan/,
      ),
    ).toBeVisible();
    expect(
      screen.queryByRole('link', { name: /^Propose a change/ }),
    ).not.toBeInTheDocument();
  });

  it('is a tab of response plans and of no other kind', async () => {
    const tab = createExtensionTester(
      securityIncidentsPlugin.getExtension(
        'entity-content:security-incidents/response-plan',
      ),
    );
    const isShownFor = tab.get(EntityContentBlueprint.dataRefs.filterFunction)!;
    const plan = leakedCredential() as Entity & ResponsePlan;
    expect(isShownFor(plan)).toBe(true);
    expect(isShownFor({ ...plan, kind: 'Component' })).toBe(false);

    // The app discovers the backend at its own address.
    server.use(
      http.get(
        'http://localhost:7007/api/security-incidents/response-plans/default/leaked-credential',
        () => HttpResponse.json(planStatus()),
      ),
    );
    renderTestApp({
      features: [securityIncidentsPlugin],
      extensions: [createTestEntityPage({ entity: plan })],
    });
    expect(
      await screen.findByRole('region', { name: 'Phases' }),
    ).toBeInTheDocument();
  });
});
