import type {
  AffectedRequest,
  CreateIncidentRequest,
  IncidentRole,
  MajorRequest,
  RecordStepRequest,
  TransitionRequest,
  UpdateIncidentRequest,
} from 'backstage-plugin-security-incidents-common';

/** One incident of the demo's past. */
export interface Story {
  /** Named when another story is merged into this one. */
  id?: string;
  /** Days before now at which it was reported. */
  daysAgo: number;
  /** UTC time of day `HH:MM`; for a story of today (daysAgo 0): how long ago. */
  at: string;
  reporter: string;
  report: Omit<CreateIncidentRequest, 'occurredAt' | 'detectedAt'> & {
    /** ISO-8601 durations before the report. */
    occurredBefore?: string;
    detectedBefore?: string;
  };
  events: StoryEvent[];
}

/** Something that happened to it. */
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
      step: RecordStepRequest;
      performedBefore?: string;
      /** Index of an earlier step of the story. */
      corrects?: number;
    }
  | { do: 'affected'; affected: AffectedRequest }
);
