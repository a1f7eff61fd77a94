import { RELATION_OWNED_BY, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import { Button, Checkbox } from '@backstage/ui';
import { RiCpuLine } from '@remixicon/react';
import { useState } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { EntityField } from '../IncidentPage/fields';
import styles from './ReportDialog.module.css';

const SERVICE_KINDS = ['Component', 'API', 'Resource', 'System'];

function describe(entity: Entity): string {
  const [owner] = getEntityRelations(entity, RELATION_OWNED_BY);
  const type = entity.spec?.type ?? entity.kind.toLocaleLowerCase('en');
  return `${type}, ${owner ? `owned by ${owner.name}` : 'owned by nobody'}`;
}

/** Which service it is about: known from where the button stood, to be picked, or not known. */
export function ServiceQuestion(props: {
  entityRef?: string;
  entityTitle?: string;
  value: string;
  unknown: boolean;
  onChange(value: string): void;
  onUnknown(unknown: boolean): void;
}) {
  const { entityRef, value, unknown } = props;
  const catalogApi = useApi(catalogApiRef);
  const [picking, setPicking] = useState(!entityRef || value !== entityRef);
  // Only tells the reporter more; without an answer the ref says which service it is.
  const known = useAsync(
    async () => (entityRef ? catalogApi.getEntityByRef(entityRef) : undefined),
    [catalogApi, entityRef],
  );
  if (!picking && entityRef) {
    return (
      <div>
        <p className={styles.label}>Service</p>
        <div className={styles.service}>
          <RiCpuLine size={16} aria-hidden />
          <span>{props.entityTitle ?? entityRef.split('/').pop()}</span>
          <span className={styles.hint}>
            {known.value ? describe(known.value) : entityRef}
          </span>
          <Button
            size="small"
            variant="tertiary"
            aria-label="Change the service"
            onPress={() => setPicking(true)}
          >
            Change
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div>
      {unknown ? (
        <p className={styles.label}>Service</p>
      ) : (
        <EntityField
          label="Service"
          kinds={SERVICE_KINDS}
          defaultKind="component"
          value={value}
          onChange={props.onChange}
          description="Start typing its name."
        />
      )}
      <Checkbox isSelected={unknown} onChange={props.onUnknown}>
        I do not know which service it is
      </Checkbox>
    </div>
  );
}
