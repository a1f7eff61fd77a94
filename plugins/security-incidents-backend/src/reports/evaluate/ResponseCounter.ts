import type {
  AnalysisReport,
  PlanClock,
  PlanClockReading,
  ReportShare,
} from 'backstage-plugin-security-incidents-common';
import { Counter } from './counted';
import type { IncidentFacts } from './facts';

class ShareCounter {
  readonly #missed = new Counter();
  #of = 0;

  add(key: string, isMet: boolean) {
    this.#of += 1;
    if (!isMet) this.#missed.add(key);
  }

  get share(): ReportShare {
    return {
      met: this.#of - this.#missed.total,
      of: this.#of,
      missed: this.#missed.counted,
    };
  }
}

/** Whether an incident came back after it was closed; undefined if it never was closed. */
export function wasReopened({
  statusChanges,
}: IncidentFacts): boolean | undefined {
  const first = statusChanges.findIndex(({ to }) => to === 'closed');
  if (first < 0) return undefined;
  return statusChanges.slice(first + 1).some(({ from }) => from === 'closed');
}

/** Counts what only the whole record of each incident tells: clocks, re-openings, and whom we told. */
export class ResponseCounter {
  readonly #reopened = new ShareCounter();
  readonly #told = new Counter();
  readonly #acknowledge = new ShareCounter();
  readonly #contain = new ShareCounter();
  readonly #resolve = new ShareCounter();

  add(facts: IncidentFacts, clocks: readonly PlanClockReading[]) {
    const { key } = facts.incident;
    const reopened = wasReopened(facts);
    if (reopened !== undefined) this.#reopened.add(key, !reopened);
    if (facts.steps.some(({ audience }) => audience === 'customers')) {
      this.#told.add(key);
    }
    const addClock = (clock: PlanClock, share: ShareCounter) => {
      const state = clocks.find(each => each.clock === clock)?.state;
      if (state === 'met' || state === 'breached') {
        share.add(key, state === 'met');
      }
    };
    addClock('acknowledge', this.#acknowledge);
    addClock('contain', this.#contain);
    addClock('resolve', this.#resolve);
  }

  get response(): Required<
    Pick<AnalysisReport, 'reopened' | 'told' | 'attainment'>
  > {
    return {
      reopened: this.#reopened.share,
      told: this.#told.counted,
      attainment: {
        acknowledge: this.#acknowledge.share,
        contain: this.#contain.share,
        resolve: this.#resolve.share,
      },
    };
  }
}
