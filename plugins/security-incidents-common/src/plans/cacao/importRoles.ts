import type { PlanRole } from '../document';
import { anyoneAgentId, roleAgentId } from './exportPlaybook';
import { IdMaker } from './ids';
import { cutText, shorten } from '../../text/cutText';
import type { FindingLog } from './findings';
import type { CacaoAgent, CacaoPlaybook } from './types';

/** Types of agents that are people; others are machines and get no role. */
const PEOPLE = ['group', 'individual', 'organization', 'sector', 'location'];
const REF_AT_END =
  /^(.*\S)\s*\(((?:group|user):[a-z0-9._-]+\/[a-z0-9._-]+)\)$/i;
const MAX_TITLE = 300;

interface RoleAnswer {
  role?: string;
  /** What was to carry out the step, where that is no person or group. */
  machine?: string;
}

/** Makes the roles of a plan from the agents of a playbook. */
export class RoleReader {
  private readonly ids = new IdMaker('role');
  private readonly agents: ReadonlyMap<string, CacaoAgent>;
  /** Roles by the agent that stands for them. */
  private readonly byAgent = new Map<string, PlanRole>();
  private readonly own: PlanRole[];

  constructor(
    playbook: CacaoPlaybook,
    private readonly findings: FindingLog,
    /** Roles of a plan of ours, and its entity ref. */
    own?: { roles: PlanRole[]; planRef: string },
  ) {
    this.agents = new Map(Object.entries(playbook.agent_definitions ?? {}));
    this.own = (own?.roles ?? []).map(role => {
      this.ids.reserve(role.id);
      const agentId = roleAgentId(own!.planRef, role);
      // The name of the agent is the title, so that one changed elsewhere comes back.
      const title = this.agents.get(agentId)?.name ?? role.title;
      const named = { ...role, title };
      this.byAgent.set(agentId, named);
      return named;
    });
    this.anyone = own && anyoneAgentId(own.planRef);
  }

  private readonly anyone: string | undefined;

  /**
   * The role that an agent stands for.
   *
   * @param named - what our extension says that the role is called
   */
  resolveRole(agentId: string | undefined, named?: string): RoleAnswer {
    const agent = agentId === undefined ? undefined : this.agents.get(agentId);
    if (agentId === undefined || !agent || agentId === this.anyone) {
      return named === undefined ? {} : { role: named };
    }
    const known = this.byAgent.get(agentId);
    if (known) return { role: known.id };
    if (!PEOPLE.includes(agent.type)) {
      return {
        machine: `${shorten(agent.name, MAX_TITLE)} (${shorten(
          agent.type,
          MAX_TITLE,
        )})`,
      };
    }
    const role = this.make(agentId, agent, named);
    this.byAgent.set(agentId, role);
    return { role: role.id };
  }

  private make(
    agentId: string,
    agent: CacaoAgent,
    named: string | undefined,
  ): PlanRole {
    const [, name = agent.name, ref] = REF_AT_END.exec(agent.name) ?? [];
    const title = cutText(name.trim(), MAX_TITLE).trim();
    const id = this.ids.make(named ?? title);
    this.findings.push({
      level: 'kept',
      path: `agent_definitions.${agentId}`,
      message: ref
        ? `Role "${title}", given to ${ref}`
        : `Role "${title}"; who has it is for you to say`,
    });
    return {
      id,
      title: title || id,
      ...(ref ? { assign: [{ ref }] } : {}),
    };
  }

  /** All roles; a plan has at least one. */
  all(): PlanRole[] {
    const own = new Set(this.own);
    const roles = [
      ...this.own,
      ...[...this.byAgent.values()].filter(role => !own.has(role)),
    ];
    if (roles.length) return roles;
    this.findings.push({
      level: 'note',
      path: 'agent_definitions',
      message: 'No step names people; the plan got an incident commander',
    });
    return [
      { id: 'incident-commander', title: 'Incident commander', required: true },
    ];
  }
}
