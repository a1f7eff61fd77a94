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
  INCIDENT_ROLES,
  type IncidentRole,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { securityIncidentsApiRef } from '../../../api';
import { dateTime, shortTime } from '../../../time';
import { getLabels, useTranslation } from '../../../translation';
import { EntityName, Time, ZoneNote } from '../../common';
import { ChoiceField, choicesOf } from '../fields';
import styles from '../IncidentPage.module.css';
import {
  isFrozen,
  useIncidentMutation,
  useIncidentRecord,
} from '../IncidentRecord';
import { PersonRow } from './PersonRow';
import { PrincipalSheet } from './PrincipalSheet';

function AssignRoleDialog(props: { onClose(): void }) {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const [role, setRole] = useState<IncidentRole>('incident-commander');
  const holder = incident.roles.find(held => held.role === role);
  return (
    <PrincipalSheet
      title={t('incidentPage.people.give')}
      sendLabel={t('incidentPage.people.giveSend')}
      takesOverFrom={holder?.principalRef}
      send={principalRef => api.assignRole(incident.key, role, principalRef)}
      onClose={props.onClose}
    >
      <ChoiceField
        label={t('incidentPage.people.role')}
        choices={choicesOf(INCIDENT_ROLES, getLabels(t, 'incidentRole'))}
        value={role}
        onChange={value => setRole(value)}
      />
    </PrincipalSheet>
  );
}

function PastRoles() {
  const { pastRoles } = useIncidentRecord().incident;
  const { t } = useTranslation();
  if (pastRoles.length === 0) return null;
  return (
    <details className={styles.quiet}>
      <summary>
        {t('incidentPage.people.past', { total: String(pastRoles.length) })}
      </summary>
      {pastRoles.map(({ role, principalRef, assumedAt, renouncedAt }) => {
        const words = {
          role: getLabels(t, 'incidentRole')[role],
          person: <EntityName entityRef={principalRef} />,
          from: <Time at={assumedAt} format={dateTime} />,
        };
        return (
          <div key={`${role}${assumedAt}`}>
            {renouncedAt
              ? t('incidentPage.people.pastRoleUntil', {
                  ...words,
                  to: <Time at={renouncedAt} format={dateTime} />,
                })
              : t('incidentPage.people.pastRole', words)}
          </div>
        );
      })}
    </details>
  );
}

/** Who does what in the response. */
export function PeopleCard() {
  const { incident } = useIncidentRecord();
  const { t } = useTranslation();
  const api = useApi(securityIncidentsApiRef);
  const { run, pending, problem } = useIncidentMutation();
  const [assigning, setAssigning] = useState(false);
  const mayChange = incident.rights.update && !isFrozen(incident);

  return (
    <Card aria-label={t('incidentPage.people.title')}>
      <CardHeader>
        <div className={styles.between}>
          <h2 className={styles.cardTitle}>{t('incidentPage.people.title')}</h2>
          {mayChange && (
            <ButtonIcon
              variant="tertiary"
              icon={<RiUserAddLine aria-hidden />}
              aria-label={t('incidentPage.people.give')}
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
          <span className={styles.quiet}>{t('incidentPage.people.none')}</span>
        )}
        <ul className={styles.list}>
          {incident.roles.map(({ role, principalRef, assumedAt }) => (
            <PersonRow
              key={role}
              principalRef={principalRef}
              note={t('incidentPage.people.since', {
                role: getLabels(t, 'incidentRole')[role],
                time: shortTime(assumedAt),
              })}
              at={assumedAt}
            >
              {mayChange && (
                <Button
                  size="small"
                  variant="tertiary"
                  isDisabled={pending}
                  aria-label={t('incidentPage.people.removeLabel', {
                    role: getLabels(t, 'incidentRole')[role],
                  })}
                  onPress={() =>
                    run(() => api.renounceRole(incident.key, role))
                  }
                >
                  {t('incidentPage.people.remove')}
                </Button>
              )}
            </PersonRow>
          ))}
        </ul>
        <PastRoles />
        {incident.roles.length > 0 && <ZoneNote />}
      </CardBody>
      {assigning && <AssignRoleDialog onClose={() => setAssigning(false)} />}
    </Card>
  );
}
