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
  INCIDENT_ROLE_LABELS,
  INCIDENT_ROLES,
  type IncidentRole,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { dateTime, shortTime } from '../../time';
import { ChoiceField, choicesOf } from './fields';
import styles from './IncidentPage.module.css';
import {
  isFrozen,
  useIncidentRecord,
  useIncidentMutation,
} from './IncidentRecord';
import { PersonRow } from './PersonRow';
import { PrincipalSheet } from './PrincipalSheet';

function AssignRole(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const [role, setRole] = useState<IncidentRole>('incident-commander');
  const holder = incident.roles.find(held => held.role === role);
  return (
    <PrincipalSheet
      title="Give a role"
      sendLabel="Give the role"
      description={
        holder ? `Takes over from ${holder.principalRef}` : undefined
      }
      send={principalRef => api.assignRole(incident.key, role, principalRef)}
      onClose={props.onClose}
    >
      <ChoiceField
        label="Role"
        choices={choicesOf(INCIDENT_ROLES, INCIDENT_ROLE_LABELS)}
        value={role}
        onChange={value => setRole(value)}
      />
    </PrincipalSheet>
  );
}

/** Who does what in the response. */
export function PeopleCard() {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [assigning, setAssigning] = useState(false);
  const mayChange = incident.rights.update && !isFrozen(incident);

  return (
    <Card aria-label="People and roles">
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>People and roles</h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiUserAddLine aria-hidden />}
              aria-label="Give a role"
              onPress={() => setAssigning(true)}
            />
          )}
        </div>
      </CardHeader>
      <CardBody>
        {problem && (
          <div role="alert" className={styles.alert}>
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        {incident.roles.length === 0 && (
          <span className={styles.quiet}>Nobody has a role yet.</span>
        )}
        <ul className={styles.list}>
          {incident.roles.map(({ role, principalRef, assumedAt }) => (
            <PersonRow
              key={role}
              principalRef={principalRef}
              note={`${INCIDENT_ROLE_LABELS[role]}, since ${shortTime(
                assumedAt,
              )}`}
            >
              {mayChange && (
                <Button
                  size="small"
                  variant="tertiary"
                  isDisabled={pending}
                  aria-label={`End the role ${INCIDENT_ROLE_LABELS[role]}`}
                  onPress={() =>
                    run(() => api.renounceRole(incident.key, role))
                  }
                >
                  End
                </Button>
              )}
            </PersonRow>
          ))}
        </ul>
        {incident.pastRoles.length > 0 && (
          <details className={styles.quiet}>
            <summary>Held before: {incident.pastRoles.length}</summary>
            {incident.pastRoles.map(
              ({ role, principalRef, assumedAt, renouncedAt }) => (
                <div key={`${role}${assumedAt}`}>
                  {INCIDENT_ROLE_LABELS[role]}: {principalRef.split('/').pop()},{' '}
                  {dateTime(assumedAt)}
                  {renouncedAt && ` to ${dateTime(renouncedAt)}`}
                </div>
              ),
            )}
          </details>
        )}
      </CardBody>
      {assigning && <AssignRole onClose={() => setAssigning(false)} />}
    </Card>
  );
}
