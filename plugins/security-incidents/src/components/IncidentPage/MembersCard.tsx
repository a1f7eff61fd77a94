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
import type { MemberSource } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../api';
import { shortTime } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord, useMutation } from './IncidentRecord';
import { PersonRow } from './PersonRow';
import { PrincipalSheet } from './PrincipalSheet';

const SOURCE_LABELS: Record<MemberSource, string> = {
  reporter: 'Reported it',
  role: 'Has a role',
  manual: 'Was let in',
};

/** Who may read a restricted incident, and why; nothing for an open one. */
export function MembersCard() {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useMutation();
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
          These members, and people with the right to read all restricted
          incidents. For everybody else it does not exist.
        </p>
        {problem && (
          <div role="alert" className={styles.alert}>
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        <ul className={styles.list}>
          {incident.members.map(({ principalRef, source, addedAt }) => (
            <PersonRow
              key={`${principalRef}${source}`}
              principalRef={principalRef}
              note={`${SOURCE_LABELS[source]}, ${shortTime(addedAt)}`}
            >
              {mayChange && source === 'manual' && (
                <Button
                  size="small"
                  variant="tertiary"
                  isDisabled={pending}
                  aria-label={`Take reading from ${principalRef}`}
                  onPress={() =>
                    run(() => api.removeMember(incident.key, principalRef))
                  }
                >
                  Remove
                </Button>
              )}
            </PersonRow>
          ))}
        </ul>
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
