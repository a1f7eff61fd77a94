import {
  type ClauseSummary,
  MAX_REPORT_KEYS,
  type ReportGap,
  REQUIREMENT_IDS,
  type RequirementId,
  type RequirementShare,
  REQUIREMENTS,
} from 'backstage-plugin-security-incidents-common';
import { Counter, forEachOf } from './counted';
import type { IncidentFacts } from './facts';
import { isNotJudged } from './imported';
import { getFiles, getProof, type Proof } from './proof';
import type { Outcome } from './requirements';

const CLAUSE_IDS = REQUIREMENTS.filter(
  ({ kind }) => kind === 'requirement',
).map(({ id }) => id);

/** Counts one requirement over all incidents. */
class RequirementCounter {
  readonly met = new Counter();
  readonly missing = new Counter();
  readonly notDue = new Counter();
  readonly explained = new Counter();
  readonly #open: ReportGap[] = [];
  readonly #explainedGaps: ReportGap[] = [];
  readonly #proof: Proof = {};
  #notApplicable = 0;

  constructor(private readonly id: RequirementId) {}

  add(facts: IncidentFacts, { result, missing, since }: Outcome) {
    const { id: incidentId, key, title, severity } = facts.incident;
    switch (result) {
      case 'met':
        this.met.add(key);
        this.addProof(getProof(this.id, facts));
        break;
      case 'not-due':
        this.notDue.add(key);
        break;
      case 'not-applicable':
        this.#notApplicable += 1;
        break;
      default: {
        this.missing.add(key);
        const explanation = facts.explanations[this.id];
        if (explanation) this.explained.add(key);
        const gaps = explanation ? this.#explainedGaps : this.#open;
        if (gaps.length >= MAX_REPORT_KEYS) break;
        gaps.push({
          id: incidentId,
          key,
          title,
          ...(severity && { severity }),
          requirement: this.id,
          missing,
          ...(since && { since }),
          ...(explanation && { explanation }),
        });
      }
    }
  }

  addProof(proof: Proof) {
    for (const [name, count] of Object.entries(proof)) {
      const known = name as keyof Proof;
      this.#proof[known] = (this.#proof[known] ?? 0) + count;
    }
  }

  /** Gaps without an explanation. */
  get openGaps(): readonly ReportGap[] {
    return this.#open;
  }

  get share(): RequirementShare {
    return {
      requirement: this.id,
      met: this.met.counted,
      missing: this.missing.counted,
      due: this.met.total + this.missing.total,
      notDue: this.notDue.counted,
      notApplicable: this.#notApplicable,
      proof: { ...this.#proof },
      gaps: [...this.#open, ...this.#explainedGaps].slice(0, MAX_REPORT_KEYS),
    };
  }
}

/** Counts the requirements of the clause and the four elements over all incidents. */
export class ClauseCounter {
  readonly #counters = forEachOf(
    REQUIREMENT_IDS,
    id => new RequirementCounter(id),
  );
  readonly #withGaps = new Counter();
  readonly #imported = new Counter();
  #complete = 0;
  #incomplete = 0;

  add(facts: IncidentFacts, outcomes: Record<RequirementId, Outcome>) {
    if (isNotJudged(facts)) {
      this.#imported.add(facts.incident.key);
      return;
    }
    for (const id of REQUIREMENT_IDS) {
      this.#counters[id].add(facts, outcomes[id]);
    }
    this.#counters['element-reporting'].addProof(getFiles(facts));
    const isMissing = (id: RequirementId) => outcomes[id].result === 'missing';
    if (CLAUSE_IDS.some(isMissing)) this.#withGaps.add(facts.incident.key);
    if (REQUIREMENT_IDS.some(isMissing)) this.#incomplete += 1;
    else this.#complete += 1;
  }

  /** Gaps without an explanation, of one requirement. */
  getOpenGaps(id: RequirementId): readonly ReportGap[] {
    return this.#counters[id].openGaps;
  }

  get explained() {
    return REQUIREMENT_IDS.filter(
      id => this.#counters[id].explained.total > 0,
    ).map(requirement => ({
      requirement,
      incidents: this.#counters[requirement].explained.counted,
    }));
  }

  get clause(): ClauseSummary {
    const shares = REQUIREMENT_IDS.map(id => this.#counters[id].share);
    const ofClause = shares.filter(({ requirement }) =>
      CLAUSE_IDS.includes(requirement),
    );
    return {
      metInFull: ofClause.filter(({ missing }) => missing.total === 0).length,
      of: ofClause.length,
      gaps: ofClause.reduce((sum, { missing }) => sum + missing.total, 0),
      incidentsWithGaps: this.#withGaps.counted,
      complete: this.#complete,
      incomplete: this.#incomplete,
      imported: this.#imported.counted,
      requirements: shares,
    };
  }
}
