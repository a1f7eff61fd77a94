import type {
  AttachDetectionRequest,
  CreateDetectionRuleRequest,
  CreateMappingPatternRequest,
  CreateSuppressionRequest,
  DecideDetectionsRequest,
  DeclineProposalRequest,
  DetectionDecisionResult,
  DetectionDetails,
  DetectionPage,
  DetectionRule,
  DetectionRules,
  DetectionSourceDetails,
  DetectionSourceStatus,
  DetectionSummary,
  DetectionSuppression,
  DismissDetectionRequest,
  EntityWatch,
  IncidentDetections,
  MapDetectionRequest,
  MappingPattern,
  MuteSourceRequest,
  PromoteDetectionRequest,
  TestEventResult,
  TryPayloadRequest,
  TryPayloadResult,
  UpdateDetectionRuleRequest,
  UpdateMappingPatternRequest,
  UpdateSuppressionRequest,
} from '../model';
import type { DetectionQuery, DetectionsApi } from './DetectionsApi';
import { HttpCalls } from './HttpCalls';
import { entityPath } from './entityPath';
import { incidentPath, withQuery } from './paths';
import type { CallOptions } from './SecurityIncidentsApi';

const toPath = (...parts: string[]) =>
  `/${parts.map(encodeURIComponent).join('/')}`;

/**
 * Client of the part of the HTTP API about detections.
 * @public
 */
export class DetectionsClient implements DetectionsApi {
  readonly #calls: HttpCalls;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#calls = new HttpCalls(options);
  }

  listDetections(query: DetectionQuery = {}, options?: CallOptions) {
    const path = withQuery('/detections', query);
    return this.#calls.get<DetectionPage>(path, options);
  }

  getDetection(id: string, options?: CallOptions) {
    return this.#calls.get<DetectionDetails>(toPath('detections', id), options);
  }

  promoteDetection(
    id: string,
    request: PromoteDetectionRequest,
    options?: CallOptions,
  ) {
    return this.#decide(id, 'promote', request, options);
  }

  attachDetection(
    id: string,
    request: AttachDetectionRequest,
    options?: CallOptions,
  ) {
    return this.#decide(id, 'attach', request, options);
  }

  dismissDetection(
    id: string,
    request: DismissDetectionRequest,
    options?: CallOptions,
  ) {
    return this.#decide(id, 'dismiss', request, options);
  }

  declineProposal(
    id: string,
    request: DeclineProposalRequest,
    options?: CallOptions,
  ) {
    return this.#decide(id, 'decline', request, options);
  }

  mapDetection(
    id: string,
    request: MapDetectionRequest,
    options?: CallOptions,
  ) {
    return this.#decide(id, 'map', request, options);
  }

  undoDetectionDecision(id: string, options?: CallOptions) {
    return this.#decide(id, 'undo', {}, options);
  }

  decideDetections(request: DecideDetectionsRequest, options?: CallOptions) {
    return this.#calls.send<{ results: DetectionDecisionResult[] }>(
      'POST',
      '/detections/decisions',
      request,
      options,
    );
  }

  listDetectionSources(
    query: { hours?: 24 | 168 } = {},
    options?: CallOptions,
  ) {
    const path = withQuery('/detection-sources', query);
    return this.#calls.get<{ items: DetectionSourceStatus[] }>(path, options);
  }

  getDetectionSource(id: string, options?: CallOptions) {
    const path = toPath('detection-sources', id);
    return this.#calls.get<DetectionSourceDetails>(path, options);
  }

  testDetectionSource(id: string, options?: CallOptions) {
    const path = toPath('detection-sources', id, 'test');
    return this.#calls.send<TestEventResult>('POST', path, {}, options);
  }

  muteDetectionSource(
    id: string,
    request: MuteSourceRequest,
    options?: CallOptions,
  ) {
    const path = toPath('detection-sources', id, 'mute');
    return this.#calls.send<DetectionSourceDetails>(
      'POST',
      path,
      request,
      options,
    );
  }

  getDetectionRules(options?: CallOptions) {
    return this.#calls.get<DetectionRules>('/detection-rules', options);
  }

  createDetectionRule(
    request: CreateDetectionRuleRequest,
    options?: CallOptions,
  ) {
    return this.#calls.send<DetectionRule>(
      'POST',
      '/detection-rules',
      request,
      options,
    );
  }

  updateDetectionRule(
    id: string,
    request: UpdateDetectionRuleRequest,
    options?: CallOptions,
  ) {
    const path = toPath('detection-rules', id);
    return this.#calls.send<DetectionRule>('PATCH', path, request, options);
  }

  deleteDetectionRule(id: string, options?: CallOptions) {
    const path = toPath('detection-rules', id);
    return this.#calls.send<{ id: string }>('DELETE', path, undefined, options);
  }

  createMappingPattern(
    request: CreateMappingPatternRequest,
    options?: CallOptions,
  ) {
    return this.#calls.send<MappingPattern>(
      'POST',
      '/detection-patterns',
      request,
      options,
    );
  }

  updateMappingPattern(
    id: string,
    request: UpdateMappingPatternRequest,
    options?: CallOptions,
  ) {
    const path = toPath('detection-patterns', id);
    return this.#calls.send<MappingPattern>('PATCH', path, request, options);
  }

  deleteMappingPattern(id: string, options?: CallOptions) {
    const path = toPath('detection-patterns', id);
    return this.#calls.send<{ id: string }>('DELETE', path, undefined, options);
  }

  createDetectionSuppression(
    request: CreateSuppressionRequest,
    options?: CallOptions,
  ) {
    return this.#calls.send<DetectionSuppression>(
      'POST',
      '/detection-suppressions',
      request,
      options,
    );
  }

  updateDetectionSuppression(
    id: string,
    request: UpdateSuppressionRequest,
    options?: CallOptions,
  ) {
    const path = toPath('detection-suppressions', id);
    return this.#calls.send<DetectionSuppression>(
      'PATCH',
      path,
      request,
      options,
    );
  }

  endDetectionSuppression(id: string, options?: CallOptions) {
    const path = toPath('detection-suppressions', id);
    return this.#calls.send<DetectionSuppression>(
      'DELETE',
      path,
      undefined,
      options,
    );
  }

  tryDetectionPayload(request: TryPayloadRequest, options?: CallOptions) {
    return this.#calls.send<TryPayloadResult>(
      'POST',
      '/detection-rules/try',
      request,
      options,
    );
  }

  getEntityWatch(entityRef: string, options?: CallOptions) {
    const path = entityPath(entityRef, 'watch');
    return this.#calls.get<EntityWatch>(path, options);
  }

  getIncidentDetections(idOrKey: string, options?: CallOptions) {
    const path = incidentPath(idOrKey, 'detections');
    return this.#calls.get<IncidentDetections>(path, options);
  }

  #decide(id: string, action: string, request: object, options?: CallOptions) {
    const path = toPath('detections', id, action);
    return this.#calls.send<DetectionSummary>('POST', path, request, options);
  }
}
