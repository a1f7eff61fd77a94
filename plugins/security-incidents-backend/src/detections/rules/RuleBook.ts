import { type CompiledPattern, compilePattern } from '../mapping/patterns';
import type {
  DetectionRulesStore,
  StoredRules,
} from '../store/DetectionRulesStore';
import type { PatternRecord, RuleRecord } from '../store/records';

/** Replicas follow a change of another one within this time. */
const TTL_MS = 5_000;

/** A rule or a pattern of the configuration; the others were made on the page. */
export type Configured<T> = Omit<T, 'updatedBy' | 'updatedAt' | 'version'>;

/** Everything that decides about new detections. Those of the configuration come first. */
export interface Rules extends StoredRules {
  configuredRules: ReadonlyArray<Configured<RuleRecord>>;
  configuredPatterns: ReadonlyArray<Configured<PatternRecord>>;
  compiledPatterns: readonly CompiledPattern[];
}

/** Reads rules, suppressions and patterns, and remembers them for a few seconds, since each delivery needs them. */
export class RuleBook {
  #rules?: { until: number; rules: Promise<Rules> };

  constructor(
    private readonly options: {
      store: DetectionRulesStore;
      configuredRules: ReadonlyArray<Configured<RuleRecord>>;
      configuredPatterns: ReadonlyArray<Configured<PatternRecord>>;
      onProblem(message: string, error: Error): void;
    },
  ) {}

  async get(): Promise<Rules> {
    const now = performance.now();
    if (!this.#rules || this.#rules.until < now) {
      this.#rules = { until: now + TTL_MS, rules: this.#read() };
    }
    try {
      return await this.#rules.rules;
    } catch (error) {
      this.#rules = undefined;
      throw error;
    }
  }

  /** Call it after a change. */
  forget(): void {
    this.#rules = undefined;
  }

  async #read(): Promise<Rules> {
    const { store, configuredRules, configuredPatterns } = this.options;
    const stored = await store.read();
    return {
      ...stored,
      configuredRules,
      configuredPatterns,
      compiledPatterns: [...configuredPatterns, ...stored.patterns].flatMap(
        pattern => this.#compile(pattern),
      ),
    };
  }

  /** Patterns are checked when they are saved; one that is wrong nevertheless must not stop the intake. */
  #compile(pattern: Configured<PatternRecord>): CompiledPattern[] {
    try {
      return [compilePattern(pattern)];
    } catch (error) {
      this.options.onProblem(
        `The pattern ${pattern.name} is not used`,
        error as Error,
      );
      return [];
    }
  }
}
