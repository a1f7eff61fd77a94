import type {
  ParsedCompleteEvidenceUpload,
  ParsedStartEvidenceUpload,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { EvidenceUploadsService } from './EvidenceService';

/** Only authorizes each call, by the permission to add evidence. */
export class AuthorizedEvidenceUploadsService
  implements EvidenceUploadsService<RequestContext>
{
  constructor(
    private readonly service: EvidenceUploadsService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async start(
    idOrKey: string,
    request: ParsedStartEvidenceUpload,
    context: RequestContext,
  ) {
    return this.service.start(
      idOrKey,
      request,
      await this.authorizer.requireOn(idOrKey, context, 'addEvidence'),
    );
  }

  async list(idOrKey: string, context: RequestContext) {
    return this.service.list(
      idOrKey,
      await this.authorizer.requireOn(idOrKey, context, 'addEvidence'),
    );
  }

  async get(idOrKey: string, uploadId: string, context: RequestContext) {
    return this.service.get(
      idOrKey,
      uploadId,
      await this.authorizer.requireOn(idOrKey, context, 'addEvidence'),
    );
  }

  async savePart(
    idOrKey: string,
    uploadId: string,
    part: number,
    content: Buffer,
    context: RequestContext,
  ) {
    return this.service.savePart(
      idOrKey,
      uploadId,
      part,
      content,
      await this.authorizer.requireOn(idOrKey, context, 'addEvidence'),
    );
  }

  async complete(
    idOrKey: string,
    uploadId: string,
    request: ParsedCompleteEvidenceUpload,
    context: RequestContext,
  ) {
    return this.service.complete(
      idOrKey,
      uploadId,
      request,
      await this.authorizer.requireChange(context, () => ['addEvidence']),
    );
  }

  async cancel(idOrKey: string, uploadId: string, context: RequestContext) {
    return this.service.cancel(
      idOrKey,
      uploadId,
      await this.authorizer.requireOn(idOrKey, context, 'addEvidence'),
    );
  }
}
