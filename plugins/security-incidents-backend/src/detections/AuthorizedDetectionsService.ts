import type {
  AttachDetectionRequest,
  DeclineProposalRequest,
  DismissDetectionRequest,
  ParsedDecideDetections,
  ParsedMapDetection,
  ParsedPromoteDetection,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { CallerPermissions } from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type {
  DetectionListRequest,
  DetectionsService,
} from './DetectionsService';

type Permission = keyof CallerPermissions;

const TRIAGE: readonly Permission[] = ['readDetections', 'triageDetections'];

/** The versions of these calls are those of detections; changes of incidents must not compare them. */
function withoutVersion({
  ifMatch: _ifMatch,
  ...request
}: RequestContext): RequestContext {
  return request;
}

/** Only authorizes each call. */
export class AuthorizedDetectionsService
  implements DetectionsService<RequestContext>
{
  constructor(
    private readonly service: DetectionsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async list(query: DetectionListRequest, context: RequestContext) {
    return this.service.list(query, await this.#read(context));
  }

  async get(id: string, context: RequestContext) {
    return this.service.get(id, await this.#read(context));
  }

  async promote(
    id: string,
    request: ParsedPromoteDetection,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.authorizer.require(
      withoutVersion(context),
      ...TRIAGE,
      'create',
    );
    return this.service.promote(id, request, seen, authorized);
  }

  async attach(
    id: string,
    request: AttachDetectionRequest,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#changeIncident(context);
    return this.service.attach(id, request, seen, authorized);
  }

  async dismiss(
    id: string,
    request: DismissDetectionRequest,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.#triage(context);
    return this.service.dismiss(id, request, seen, authorized);
  }

  async decline(
    id: string,
    request: DeclineProposalRequest,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.authorizer.require(
      withoutVersion(context),
      ...TRIAGE,
      'read',
    );
    return this.service.decline(id, request, seen, authorized);
  }

  async map(
    id: string,
    request: ParsedMapDetection,
    seen: number | undefined,
    context: RequestContext,
  ) {
    const authorized = await this.authorizer.require(
      withoutVersion(context),
      ...TRIAGE,
      ...(request.asPattern ? ['configureDetections' as const] : []),
    );
    return this.service.map(id, request, seen, authorized);
  }

  async undo(id: string, seen: number | undefined, context: RequestContext) {
    const authorized = await this.#changeIncident(context);
    return this.service.undo(id, seen, authorized);
  }

  async decide(request: ParsedDecideDetections, context: RequestContext) {
    const authorized =
      request.decision.kind === 'dismiss'
        ? await this.#triage(context)
        : await this.#changeIncident(context);
    return this.service.decide(request, authorized);
  }

  async getIncidentDetections(idOrKey: string, context: RequestContext) {
    const authorized = await this.authorizer.require(
      context,
      'readDetections',
      'read',
    );
    return this.service.getIncidentDetections(idOrKey, authorized);
  }

  #read(context: RequestContext) {
    return this.authorizer.requireAmong(context, undefined, 'readDetections');
  }

  #triage(context: RequestContext) {
    return this.authorizer.require(withoutVersion(context), ...TRIAGE);
  }

  /** For a decision that changes an incident too. */
  #changeIncident(context: RequestContext) {
    return this.authorizer.requireChange(
      withoutVersion(context),
      () => ['update'],
      TRIAGE,
    );
  }
}
