import type {
  DetectionSourceDetails,
  DetectionSourceStatus,
  EntityWatch,
  ParsedMuteSource,
  TestEventResult,
} from 'backstage-plugin-security-incidents-common';

/** The sources of detections and how they are. */
export interface DetectionSourcesService<Context> {
  /** Most urgent first. */
  list(
    query: { hours: number },
    context: Context,
  ): Promise<DetectionSourceStatus[]>;
  get(id: string, context: Context): Promise<DetectionSourceDetails>;
  /** Sends a test event that goes the whole way. */
  test(id: string, context: Context): Promise<TestEventResult>;
  mute(
    id: string,
    request: ParsedMuteSource,
    context: Context,
  ): Promise<DetectionSourceDetails>;
  getEntityWatch(entityRef: string, context: Context): Promise<EntityWatch>;
}
