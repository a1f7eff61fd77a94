import type {
  Incident,
  IncidentRole,
  IncidentView,
  Page,
  PageRequest,
  ParsedBreakGlass,
  ParsedPrincipal,
} from 'backstage-plugin-security-incidents-common';

/** Roles and members of an incident, and who read it. @public */
export interface AccessService<Context> {
  assignRole(
    idOrKey: string,
    role: IncidentRole,
    request: ParsedPrincipal,
    context: Context,
  ): Promise<Incident>;
  renounceRole(
    idOrKey: string,
    role: IncidentRole,
    context: Context,
  ): Promise<Incident>;
  addMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: Context,
  ): Promise<Incident>;
  removeMember(
    idOrKey: string,
    request: ParsedPrincipal,
    context: Context,
  ): Promise<Incident>;
  /** Lists who read it while it was restricted, newest first; without a limit all, up to `MAX_UNPAGED_ITEMS`. */
  listViews(
    idOrKey: string,
    page: PageRequest,
    context: Context,
  ): Promise<Page<IncidentView>>;
  /** Makes the caller a member of a restricted incident that they may not read. */
  breakGlass(
    idOrKey: string,
    request: ParsedBreakGlass,
    context: Context,
  ): Promise<Incident>;
}
