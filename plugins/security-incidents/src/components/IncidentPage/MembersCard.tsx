import { useApi } from '@backstage/core-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
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
import { EntityField, entityRefOf, Sheet } from './fields';
import { dateTime } from '../../time';
import styles from './IncidentPage.module.css';
import { useIncidentRecord, useMutation } from './IncidentRecord';

const SOURCE_LABELS: Record<MemberSource, string> = {
  reporter: 'reported it',
  role: 'has a role',
  manual: 'was let in',
};

function AddMember(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useMutation();
  const [text, setText] = useState('');
  const principalRef = entityRefOf(text, 'user');
  return (
    <Sheet
      title="Let somebody read it"
      sendLabel="Let in"
      canSend={Boolean(principalRef)}
      sending={pending}
      problem={problem}
      onClose={props.onClose}
      onSend={async () => {
        if (
          principalRef &&
          (await run(() => api.addMember(incident.key, principalRef)))
        ) {
          props.onClose();
        }
      }}
    >
      <EntityField
        label="Person or group"
        kinds={['User', 'Group']}
        defaultKind="user"
        value={text}
        onChange={setText}
      />
    </Sheet>
  );
}

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
        <p className={styles.quiet}>
          These members, and people with the right to read all restricted
          incidents. For everybody else it does not exist.
        </p>
        {problem && (
          <div role="alert">
            <Alert status="danger" title={problem.message} />
          </div>
        )}
        <ul className={styles.list}>
          {incident.members.map(({ principalRef, source, addedAt }) => (
            <li
              key={`${principalRef}${source}`}
              className={`${styles.item} ${styles.person}`}
            >
              <div>
                <EntityRefLink entityRef={principalRef} defaultKind="user" />
                <div className={styles.quiet}>
                  {SOURCE_LABELS[source]}, {dateTime(addedAt)}
                </div>
              </div>
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
            </li>
          ))}
        </ul>
      </CardBody>
      {adding && <AddMember onClose={() => setAdding(false)} />}
    </Card>
  );
}
