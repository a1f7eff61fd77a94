import type {
  PageRequest,
  ParsedEvidenceDecision,
  ParsedEvidenceFields,
  ParsedRecordEvidenceReference,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { CallerPermissions } from '../authorization/permissions';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { ArrivingFile, EvidenceService } from './EvidenceService';

/** Only authorizes each call. Names and hashes are open to all readers of the incident. */
export class AuthorizedEvidenceService
  implements EvidenceService<RequestContext>
{
  constructor(
    private readonly service: EvidenceService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async list(idOrKey: string, page: PageRequest, context: RequestContext) {
    return this.service.list(
      idOrKey,
      page,
      await this.authorizer.requireRead(context, [
        'addEvidence',
        'readEvidence',
        'manageEvidence',
      ]),
    );
  }

  async add(
    idOrKey: string,
    fields: ParsedEvidenceFields,
    file: ArrivingFile,
    context: RequestContext,
  ) {
    return this.service.add(
      idOrKey,
      fields,
      file,
      await this.#change('addEvidence', context),
    );
  }

  async addReference(
    idOrKey: string,
    request: ParsedRecordEvidenceReference,
    context: RequestContext,
  ) {
    return this.service.addReference(
      idOrKey,
      request,
      await this.#change('addEvidence', context),
    );
  }

  async open(idOrKey: string, evidenceId: string, context: RequestContext) {
    return this.service.open(
      idOrKey,
      evidenceId,
      await this.#change('readEvidence', context),
    );
  }

  async preview(idOrKey: string, evidenceId: string, context: RequestContext) {
    return this.service.preview(
      idOrKey,
      evidenceId,
      await this.#change('readEvidence', context),
    );
  }

  async listCustody(
    idOrKey: string,
    evidenceId: string,
    page: PageRequest,
    context: RequestContext,
  ) {
    return this.service.listCustody(
      idOrKey,
      evidenceId,
      page,
      await this.authorizer.requireRead(context, []),
    );
  }

  async verify(idOrKey: string, evidenceId: string, context: RequestContext) {
    return this.service.verify(
      idOrKey,
      evidenceId,
      await this.#change('readEvidence', context),
    );
  }

  async hold(
    idOrKey: string,
    evidenceId: string,
    request: ParsedEvidenceDecision,
    context: RequestContext,
  ) {
    return this.service.hold(
      idOrKey,
      evidenceId,
      request,
      await this.#change('manageEvidence', context),
    );
  }

  async release(
    idOrKey: string,
    evidenceId: string,
    request: ParsedEvidenceDecision,
    context: RequestContext,
  ) {
    return this.service.release(
      idOrKey,
      evidenceId,
      request,
      await this.#change('manageEvidence', context),
    );
  }

  async dispose(
    idOrKey: string,
    evidenceId: string,
    request: ParsedEvidenceDecision,
    context: RequestContext,
  ) {
    return this.service.dispose(
      idOrKey,
      evidenceId,
      request,
      await this.#change('manageEvidence', context),
    );
  }

  /** Each use of a file is an entry of the timeline, and so a change. */
  #change(
    permission: keyof CallerPermissions,
    context: RequestContext,
  ): Promise<AuthorizedContext> {
    return this.authorizer.requireChange(context, () => [permission]);
  }
}
