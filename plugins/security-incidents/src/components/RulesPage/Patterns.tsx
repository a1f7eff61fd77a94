import { useApi } from '@backstage/core-plugin-api';
import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { useMutation } from '@tanstack/react-query';
import type { MappingPattern } from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { detectionsApiRef } from '../../api';
import { useDetectionsChanged } from '../../queries';
import { useTranslation } from '../../translation';
import { EntityName } from '../common';
import { problemOf, Sheet } from '../IncidentPage/fields';
import { PatternDialog } from './PatternDialog';
import { RowTools, type RowToolsProps, toMoveKeys } from './RowTools';
import styles from './RulesPage.module.css';

/** Moves and removes patterns, and says where a moved one is. */
function usePatternChanges() {
  const { t } = useTranslation();
  const api = useApi(detectionsApiRef);
  const changed = useDetectionsChanged();
  const [said, setSaid] = useState('');
  const { mutate, error } = useMutation({
    mutationFn: async (change: {
      pattern: MappingPattern;
      position?: number;
    }) => {
      const { pattern, position } = change;
      const { id, name, version } = pattern;
      if (position === undefined) {
        await api.deleteMappingPattern(id, { ifMatch: version });
        return;
      }
      await api.updateMappingPattern(id, { position }, { ifMatch: version });
      setSaid(t('rules.pattern.moved', { name, position }));
    },
    onSettled: changed,
  });
  return {
    said,
    problem: error ? problemOf(error) : undefined,
    move: (pattern: MappingPattern, position: number) =>
      mutate({ pattern, position }),
    remove: (pattern: MappingPattern) => mutate({ pattern }),
  };
}

function Row(props: { pattern: MappingPattern } & Omit<RowToolsProps, 'name'>) {
  const { pattern, ...tools } = props;
  const { name, label, entityRef } = pattern;
  const { t } = useTranslation();
  return (
    // Its buttons take the focus; Alt and an arrow move the pattern from any of them.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      className={styles.pattern}
      aria-label={name}
      onKeyDownCapture={toMoveKeys(props.onMove)}
    >
      <div className={styles.stack}>
        <b>{name}</b>
        <span className={styles.quiet}>
          {t('rules.ways.patternText', { label, pattern: pattern.pattern })}
          {' → '}
          {entityRef.includes('$') ? (
            entityRef
          ) : (
            <EntityName entityRef={entityRef} />
          )}
        </span>
      </div>
      <RowTools name={name} {...tools} />
    </li>
  );
}

/** The patterns in the order in which they are tried. Those of the configuration come first. */
export function Patterns(props: {
  patterns: readonly MappingPattern[];
  mayChange: boolean;
}) {
  const { patterns, mayChange } = props;
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<{ pattern?: MappingPattern }>();
  const [removing, setRemoving] = useState<MappingPattern>();
  const { said, problem, move, remove } = usePatternChanges();
  return (
    <>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      {problem && (
        <div role="alert">
          <Alert status="danger" title={problem.message} />
        </div>
      )}
      <ol className={styles.patterns}>
        {patterns.map((pattern, index) => (
          <Row
            key={pattern.id}
            pattern={pattern}
            isConfigured={pattern.isConfigured}
            mayChange={mayChange}
            isFirst={index === 0 || patterns[index - 1].isConfigured}
            isLast={index === patterns.length - 1}
            onMove={
              mayChange && !pattern.isConfigured
                ? by => {
                    const other = patterns[index + by];
                    if (other && !other.isConfigured) {
                      move(pattern, other.position);
                    }
                  }
                : undefined
            }
            onEdit={() => setDialog({ pattern })}
            onRemove={() => setRemoving(pattern)}
          />
        ))}
      </ol>
      {mayChange && (
        <div>
          <Button
            variant="secondary"
            size="small"
            iconStart={<RiAddLine aria-hidden />}
            onPress={() => setDialog({})}
          >
            {t('rules.pattern.add')}
          </Button>
        </div>
      )}
      {dialog && (
        <PatternDialog
          pattern={dialog.pattern}
          onClose={() => setDialog(undefined)}
        />
      )}
      {removing && (
        <Sheet
          title={t('rules.list.confirmRemove', { name: removing.name })}
          sendLabel={t('rules.list.remove')}
          canSend
          sending={false}
          destructive
          onSend={() => {
            remove(removing);
            setRemoving(undefined);
          }}
          onClose={() => setRemoving(undefined)}
        >
          {t('rules.pattern.removeHint')}
        </Sheet>
      )}
    </>
  );
}
