import {
  type Population,
  POPULATION_STATES,
  type PopulationState,
  type RecordState,
} from 'backstage-plugin-security-incidents-common';
import { Counter, forEachOf } from './counted';
import type { IncidentFacts } from './facts';
import { getPopulationState } from './requirements';

const MAX_MERGED = 50;

/** Counts what a report is about: records, without exercises and merged ones. */
export class PopulationCounter {
  #records = 0;
  #entries = 0;
  #hits = 0;
  readonly #exercises = new Counter();
  readonly #merged = new Counter();
  readonly #into: Population['merged']['into'] = [];
  readonly #restricted = new Counter();
  readonly #red = new Counter();
  readonly #broken = new Counter();
  readonly #entities = new Set<string>();
  readonly #byState = forEachOf(POPULATION_STATES, () => 0);
  #intact = 0;
  #unchecked = 0;
  #checkedAt: string | undefined;

  /** Returns the state of an incident that counts; undefined for exercises and merged ones. */
  add(facts: IncidentFacts): PopulationState | undefined {
    const { incident } = facts;
    const { key } = incident;
    this.#records += 1;
    this.#entries += incident.chainLength;
    this.#addChain(facts);
    if (incident.mode !== 'real') {
      this.#exercises.add(key);
      return undefined;
    }
    const state = getPopulationState(facts);
    if (state === undefined) {
      this.#merged.add(key);
      if (this.#into.length < MAX_MERGED) {
        this.#into.push({ key, mergedInto: facts.mergedIntoKey });
      }
      return undefined;
    }
    this.#byState[state] += 1;
    if (incident.visibility === 'restricted') this.#restricted.add(key);
    if (incident.tlp === 'RED') this.#red.add(key);
    for (const { entityRef } of facts.affected) {
      this.#entities.add(entityRef);
      this.#hits += 1;
    }
    return state;
  }

  #addChain({ incident, verified, isBroken }: IncidentFacts) {
    if (isBroken) {
      this.#broken.add(incident.key);
    } else if (verified?.length === incident.chainLength) {
      this.#intact += 1;
      if (this.#checkedAt === undefined || verified.at < this.#checkedAt) {
        this.#checkedAt = verified.at;
      }
    } else {
      this.#unchecked += 1;
    }
  }

  get population(): Population {
    return {
      records: this.#records,
      exercises: this.#exercises.counted,
      merged: { ...this.#merged.counted, into: [...this.#into] },
      incidents: POPULATION_STATES.reduce(
        (sum, state) => sum + this.#byState[state],
        0,
      ),
      byState: { ...this.#byState },
      restricted: this.#restricted.counted,
      red: this.#red.counted,
      hits: { entities: this.#entities.size, total: this.#hits },
      entries: this.#entries,
    };
  }

  get record(): RecordState {
    return {
      chains: this.#records,
      intact: this.#intact,
      unchecked: this.#unchecked,
      ...(this.#checkedAt !== undefined && { checkedAt: this.#checkedAt }),
      broken: this.#broken.counted,
    };
  }
}
