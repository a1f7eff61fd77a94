import type {
  BundleOptions,
  VolumeQuery,
} from 'backstage-plugin-security-incidents-common';
import type { CallAuthorizer } from '../authorization/CallAuthorizer';
import type { AuthorizedContext, RequestContext } from '../kernel/contexts';
import type { BundlesService } from './BundlesService';

/** Only authorizes each call. */
export class AuthorizedBundlesService
  implements BundlesService<RequestContext>
{
  constructor(
    private readonly service: BundlesService<AuthorizedContext>,
    private readonly authorizer: CallAuthorizer,
  ) {}

  async getContents(
    idOrKey: string,
    options: BundleOptions,
    context: RequestContext,
  ) {
    return this.service.getContents(
      idOrKey,
      options,
      await this.authorizer.requireOn(idOrKey, context, 'exportReports'),
    );
  }

  async getBundle(
    idOrKey: string,
    options: BundleOptions,
    context: RequestContext,
  ) {
    return this.service.getBundle(
      idOrKey,
      options,
      await this.authorizer.requireOn(idOrKey, context, 'exportReports'),
    );
  }

  async getContentsOfMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: RequestContext,
  ) {
    return this.service.getContentsOfMany(
      query,
      options,
      await this.authorizer.require(context, 'read', 'exportReports'),
    );
  }

  async getBundleOfMany(
    query: VolumeQuery,
    options: BundleOptions,
    context: RequestContext,
  ) {
    return this.service.getBundleOfMany(
      query,
      options,
      await this.authorizer.require(context, 'read', 'exportReports'),
    );
  }
}
