import type { DetectionPlayer, Known } from './DetectionPlayer';
import type { DemoFinding } from './events';
import {
  attachedFindings,
  decidedToday,
  FALCO_TEMPLATES,
  ignoredToday,
  RENAMED,
  SUPPRESSIONS,
  TEMPLATES,
  waitingFindings,
} from './findings';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** When detections were attached to open incidents. */
const ATTACHED_BEFORE_MS = 2 * 60_000;
const DAYS = 30;
const PER_DAY = [6, 8, 9, 8, 9, 5, 4];
/** The last event of Falco, which is silent since. */
const SILENT_SINCE_DAYS = 4;
/** PagerDuty's secret was changed on one side this long ago. */
const REJECTING_SINCE_HOURS = 5;
const REJECTIONS = 16;
const REDELIVERIES = 13;
/** Repeats of known findings in the last day. */
const REPEATS = 330;

/** Something that happens at a time. */
export interface DetectionScene {
  atMs: number;
  play(): Promise<unknown>;
}

/** Findings of the month before the last day. People decided about all of them. */
export function createMonth(player: DetectionPlayer, nowMs: number) {
  const known: Known[] = [];
  const scenes: DetectionScene[] = [];
  for (let daysAgo = DAYS; daysAgo >= 2; daysAgo -= 1) {
    const templates =
      daysAgo > SILENT_SINCE_DAYS
        ? [...TEMPLATES, ...FALCO_TEMPLATES]
        : TEMPLATES;
    const total = PER_DAY[daysAgo % PER_DAY.length];
    for (let at = 0; at < total; at += 1) {
      const turn = known.length;
      const { services, ...template } = templates[turn % templates.length];
      const own: Known = {
        finding: {
          ...template,
          id: String(1_000 + turn),
          service: services[turn % services.length],
        },
      };
      known.push(own);
      const atMs = nowMs - daysAgo * DAY_MS + (at * 18 * HOUR_MS) / total;
      scenes.push(
        { atMs, play: () => player.deliver(own, atMs) },
        {
          atMs: atMs + (1 + (turn % 5)) * HOUR_MS,
          play: () => player.dismiss(own, turn),
        },
      );
    }
  }
  return { known, scenes };
}

/** Rules, suppressions and a pattern, with what they did. */
export function createRules(
  player: DetectionPlayer,
  nowMs: number,
): DetectionScene[] {
  const scenes: DetectionScene[] = [
    {
      atMs: nowMs - DAYS * DAY_MS - HOUR_MS,
      play: () => player.addRules(),
    },
  ];
  for (const suppression of SUPPRESSIONS) {
    const atMs = nowMs - suppression.daysAgo * DAY_MS;
    scenes.push({ atMs, play: () => player.addSuppression(suppression, atMs) });
  }
  for (let daysAgo = RENAMED.daysAgo; daysAgo > 1; daysAgo -= 2) {
    const own: Known = {
      finding: {
        source: 'alertmanager',
        id: String(9_400 + daysAgo),
        rule: 'AnomalousEgress',
        severity: 'low',
        title: 'Egress above the baseline from an import',
        service: RENAMED.name,
      },
    };
    const atMs = nowMs - daysAgo * DAY_MS;
    scenes.push({ atMs, play: () => player.deliver(own, atMs) });
    if (daysAgo === RENAMED.daysAgo) {
      scenes.push({ atMs: atMs + HOUR_MS, play: () => player.map(own) });
    }
    scenes.push({
      atMs: atMs + 2 * HOUR_MS,
      play: () => player.dismiss(own, daysAgo),
    });
  }
  return scenes;
}

/** New detections with their repeats until now, and those that were attached to open incidents. */
export function createInbox(
  player: DetectionPlayer,
  nowMs: number,
): DetectionScene[] {
  const scenes: DetectionScene[] = [];
  for (const { hoursAgo, repeats = 0, ...finding } of waitingFindings) {
    const own: Known = { finding };
    for (let time = 0; time <= repeats; time += 1) {
      const since = (hoursAgo * (repeats + 1 - time)) / (repeats + 1);
      const atMs = nowMs - since * HOUR_MS;
      scenes.push({ atMs, play: () => player.deliver(own, atMs) });
    }
  }
  for (const attached of attachedFindings) {
    const {
      hoursAgo,
      incident,
      again = [],
      resolvedHoursAgo,
      ...finding
    } = attached;
    const own: Known = { finding };
    for (const hours of [hoursAgo, ...again]) {
      const atMs = nowMs - hours * HOUR_MS;
      scenes.push({ atMs, play: () => player.deliver(own, atMs) });
    }
    if (resolvedHoursAgo !== undefined) {
      const atMs = nowMs - resolvedHoursAgo * HOUR_MS;
      const over: Known = { finding: { ...finding, isResolved: true } };
      scenes.push({ atMs, play: () => player.deliver(over, atMs) });
    }
    // The timeline of the incident goes on from here.
    scenes.push({
      atMs: nowMs - ATTACHED_BEFORE_MS,
      play: () => player.attach(own, incident),
    });
  }
  return scenes;
}

/** Repeats of what was decided, redeliveries, and a source whose secret does not fit. */
export function createLastDay(
  player: DetectionPlayer,
  known: readonly Known[],
  nowMs: number,
): DetectionScene[] {
  const scenes: DetectionScene[] = [];
  const repeated = known.filter(({ finding: { source } }) =>
    ['alertmanager', 'guardduty', 'wazuh', 'generic', 'grafana'].includes(
      source,
    ),
  );
  for (let at = 0; at < REPEATS; at += 1) {
    const own = repeated[at % repeated.length];
    const atMs = nowMs - DAY_MS + ((at + 0.5) * DAY_MS) / REPEATS;
    scenes.push({ atMs, play: () => player.deliver(own, atMs) });
  }
  const redelivered = known.filter(
    ({ finding }) => finding.source === 'github',
  );
  for (let at = 0; at < REDELIVERIES; at += 1) {
    const own = redelivered[at % redelivered.length];
    const atMs = nowMs - DAY_MS + ((at + 1) * DAY_MS) / (REDELIVERIES + 1);
    scenes.push({ atMs, play: () => player.deliver(own, atMs, 2) });
  }
  for (const { hoursAgo, ...finding } of [...decidedToday, ...ignoredToday]) {
    const own: Known = { finding };
    const atMs = nowMs - hoursAgo * HOUR_MS;
    scenes.push(
      { atMs, play: () => player.deliver(own, atMs) },
      {
        atMs: atMs + HOUR_MS,
        play: () => player.dismiss(own, Number(finding.id)),
      },
    );
  }
  const pagerduty: DemoFinding = {
    source: 'pagerduty',
    id: 'PT4KHLK',
    rule: 'PIJ90N7',
    severity: 'high',
    title: 'Payments cannot be captured',
    service: 'payments-api',
  };
  const ended: Known = { finding: pagerduty };
  const endedAtMs = nowMs - 20 * HOUR_MS;
  scenes.push(
    { atMs: endedAtMs, play: () => player.deliver(ended, endedAtMs) },
    { atMs: endedAtMs + HOUR_MS, play: () => player.dismiss(ended, 3) },
  );
  for (let at = 0; at < REJECTIONS; at += 1) {
    const atMs =
      nowMs -
      (REJECTING_SINCE_HOURS * HOUR_MS * (REJECTIONS - at)) / REJECTIONS;
    scenes.push({ atMs, play: () => player.reject(pagerduty, atMs) });
  }
  return scenes;
}
