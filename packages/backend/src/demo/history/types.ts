import type {
  AffectedRequest,
  ChangeTaskRequest,
  CreateIncidentRequest,
  IncidentRole,
  MajorRequest,
  RecordStepRequest,
  TransitionRequest,
  UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';
import type { DemoFinding } from '../detections/events';

/** One incident of the demo's history. */
export interface Story {
  /** Set if another story is merged into this one. */
  id?: string;
  /** The number of days between the report and now. */
  daysAgo: number;
  /** The plan that is selected when the incident leaves triage. Stories without one declined it or are older than the plans. */
  plan?: string;
  /** Set if it follows the first version of the plan, whose tasks are all settled. */
  isFirstVersion?: true;
  /** UTC time of day `HH:MM`; for a story of today (daysAgo 0) the duration before now. */
  at: string;
  reporter: string;
  report: Omit<CreateIncidentRequest, 'occurredAt' | 'detectedAt'> & {
    /** ISO-8601 durations before the report. */
    occurredBefore?: string;
    detectedBefore?: string;
  };
  events: StoryEvent[];
}

/** An event of the incident. */
export type StoryEvent = {
  /** ISO-8601 duration since the report. */
  after: string;
  by: string;
} & (
  | { do: 'role'; role: IncidentRole; principal: string }
  | { do: 'update'; changes: UpdateIncidentRequest }
  | { do: 'major'; major: MajorRequest }
  | { do: 'move'; move: TransitionRequest }
  | {
      do: 'step';
      step: Omit<RecordStepRequest, 'taskId'>;
      /** The plan task that the step is for, by its id in the plan. */
      task?: string;
      performedBefore?: string;
      /** Index of an earlier step of the story. */
      corrects?: number;
    }
  | { do: 'affected'; affected: AffectedRequest }
  | { do: 'task'; task: string; change: ChangeTaskRequest }
  /** A tool reports something, which is attached to the incident. */
  | { do: 'detection'; finding: DemoFinding }
  /** Records why no plan is applied. */
  | { do: 'decline'; reason: string }
);
