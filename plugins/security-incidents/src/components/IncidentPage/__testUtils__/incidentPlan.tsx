import { HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import type {
  Incident,
  PlanRuns,
} from 'backstage-plugin-security-incidents-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { testIncident, testTimeline } from '../testIncident';
import { PLAN_NOW, testPlanRuns } from '../testPlan';
import { answer, openPage } from './incidentPage';

/** Lets only the clock stand still, at the moment that the test plan is looked at. */
export function stopTheClock() {
  jest.useFakeTimers({
    now: new Date(PLAN_NOW),
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
}

/** Opens the page of an incident with these plans; both can change under it. */
export function openPlan(
  server: SetupServer,
  start: { plans?: PlanRuns; incident?: Partial<Incident> } = {},
) {
  const state = {
    plans: start.plans ?? testPlanRuns(),
    incident: testIncident(start.incident),
  };
  const url = answer(
    server,
    () => state.incident,
    () => testTimeline,
    () => state.plans,
  );
  openPage();
  return {
    url,
    state,
    /** What the backend does with a change. */
    become(plans: PlanRuns) {
      state.plans = plans;
      state.incident = {
        ...state.incident,
        version: state.incident.version + 1,
      };
      return HttpResponse.json(state.incident);
    },
  };
}

/** The row of a task. */
export function task(name: string) {
  return screen.findByRole('listitem', { name });
}

/** Chooses from the menu of a task. */
export async function choose(taskName: string, action: string) {
  await userEvent.click(
    await screen.findByRole('button', {
      name: `More actions for ${taskName}`,
    }),
  );
  await userEvent.click(await screen.findByRole('menuitem', { name: action }));
}
