import { useApi } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  ButtonIcon,
  Card,
  CardBody,
  CardHeader,
} from '@backstage/ui';
import { RiUserAddLine } from '@remixicon/react';
import {
  type Incident,
  INCIDENT_ROLE_LABELS,
  type IncidentMember,
  type MemberSource,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { shortTime } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord, useIncidentMutation } from './IncidentRecord';
import { PersonRow } from './PersonRow';
import { PrincipalSheet } from './PrincipalSheet';
import { WhoLooked } from './WhoLooked';

const SOURCE_LABELS: Record<Exclude<MemberSource, 'role'>, string> = {
  reporter: 'Reported it',
  manual: 'Was let in',
  'break-glass': 'Broke the glass',
};
/** What can be taken back here; reporters and role holders read because of what they are. */
const REMOVABLE: readonly MemberSource[] = ['manual', 'break-glass'];

/** Why somebody may read it. */
function reasonOf({ source, principalRef }: IncidentMember, of: Incident) {
  if (source !== 'role') return SOURCE_LABELS[source];
  const held = of.roles
    .filter(role => role.principalRef === principalRef)
    .map(({ role }) => INCIDENT_ROLE_LABELS[role]);
  return held.join(', ') || 'Has a role';
}

/** Who may read a restricted incident, and why; nothing for an open one. */
export function MembersCard() {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [adding, setAdding] = useState(false);
  if (incident.visibility !== 'restricted') return null;
  const mayChange = incident.rights.restrict;

  return (
    <Card aria-label="Who can read it">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>Who can read it</h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiUserAddLine aria-hidden />}
              aria-label="Let somebody read it"
              onPress={() => setAdding(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        <p className={`${styles.quiet} ${styles.flush}`}>
          These members, and people with the right to read restricted incidents,
          who are not listed here. For everybody else it does not exist.
        </p>
        {incident.readAs === 'policy' && (
          <p className={styles.quiet}>
            You are one of these: you read it by that right
            (security-incidents.incident.restricted.read), not as a member.
          </p>
        )}
        {problem && (
          <div role="alert" className={styles.alert}>
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        <ul className={styles.list} aria-label="Members">
          {incident.members.map(member => (
            <PersonRow
              key={`${member.principalRef}${member.source}`}
              principalRef={member.principalRef}
              note={`${reasonOf(member, incident)}, ${shortTime(
                member.addedAt,
              )}`}
            >
              {mayChange && REMOVABLE.includes(member.source) && (
                <Button
                  size="small"
                  variant="tertiary"
                  isDisabled={pending}
                  aria-label={`Take reading from ${member.principalRef}`}
                  onPress={() =>
                    run(() =>
                      api.removeMember(incident.key, member.principalRef),
                    )
                  }
                >
                  Remove
                </Button>
              )}
            </PersonRow>
          ))}
        </ul>
        {incident.rights.readViews && <WhoLooked />}
      </CardBody>
      {adding && (
        <PrincipalSheet
          title="Let somebody read it"
          sendLabel="Let in"
          send={principalRef => api.addMember(incident.key, principalRef)}
          onClose={() => setAdding(false)}
        />
      )}
    </Card>
  );
}
