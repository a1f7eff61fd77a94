import { useApi } from '@backstage/core-plugin-api';
import { Button, Select, TextField } from '@backstage/ui';
import { useQueryClient } from '@tanstack/react-query';
import {
  IMPORT_LIMITS,
  type ImportReport,
  type SavedImportMapping,
  type SavedImportMappings,
  type SaveImportMapping,
} from 'backstage-plugin-security-incidents-common';
import { useState } from 'react';
import { importsApiRef } from '../../api';
import { queryKeys, usePanelQuery } from '../../queries';
import { useTranslation } from '../../translation';
import { errorMessage } from '../common';
import styles from '../reports/reports.module.css';
import page from './ImportExportPage.module.css';
import type { ImportFile } from './useImportFile';

const NONE = 'none';
const KEY = queryKeys.imports('mappings');

function useSavedMappings() {
  const api = useApi(importsApiRef);
  const client = useQueryClient();
  const { data, error } = usePanelQuery<SavedImportMappings>({
    queryKey: KEY,
    queryFn: ({ signal }) => api.listImportMappings({ signal }),
  });
  const reload = () => client.invalidateQueries({ queryKey: KEY });
  return {
    mappings: data?.items ?? [],
    error,
    save: async (request: SaveImportMapping) => {
      const saved = await api.saveImportMapping(request);
      await reload();
      return saved;
    },
    remove: async ({ id }: SavedImportMapping) => {
      const removed = await api.deleteImportMapping(id);
      await reload();
      return removed;
    },
  };
}

/** The columns that a mapping uses and the file does not have. */
export function findMissingColumns(
  { mapping }: SavedImportMapping,
  { columns }: ImportReport,
): string[] {
  const names = new Set(columns.map(({ name }) => name));
  return Object.entries(mapping.columns ?? {})
    .filter(([name, becomes]) => becomes !== 'none' && !names.has(name))
    .map(([name]) => name);
}

/** What was done with a mapping last. */
type Done =
  | { kind: 'used' | 'saved'; mapping: SavedImportMapping }
  | { kind: 'deleted'; mapping: SavedImportMapping };

/** Keeps how the columns are mapped for the next file, and uses what was kept before. */
export function SavedMappings(props: {
  state: ImportFile;
  report: ImportReport;
}) {
  const { t } = useTranslation();
  const { state, report } = props;
  const { mappings, error, save, remove } = useSavedMappings();
  const [done, setDone] = useState<Done>();
  const [name, setName] = useState<string>();
  const [problem, setProblem] = useState<Error>();
  const chosen =
    done && done.kind !== 'deleted'
      ? mappings.find(({ id }) => id === done.mapping.id)
      : undefined;
  const missing =
    done?.kind === 'used' ? findMissingColumns(done.mapping, report) : [];
  const attempt = (work: () => Promise<void>) => {
    setProblem(undefined);
    work().catch(setProblem);
  };
  const use = (mapping: SavedImportMapping) => {
    setDone({ kind: 'used', mapping });
    state.change({ mapping: mapping.mapping });
  };
  const saveAs = (wanted: string) =>
    attempt(async () => {
      const mapping = await save({ name: wanted, mapping: report.mapping });
      setName(undefined);
      setDone({ kind: 'saved', mapping });
    });
  const failed = problem ?? error;
  return (
    <div className={page.saved}>
      <div className={page.actions}>
        {mappings.length > 0 && (
          <Select
            size="small"
            aria-label={t('reportImport.mappings.label')}
            options={[
              { id: NONE, label: t('reportImport.mappings.none') },
              ...mappings.map(({ id, name: label }) => ({ id, label })),
            ]}
            value={chosen?.id ?? NONE}
            onChange={value => {
              const mapping = mappings.find(({ id }) => id === value);
              if (mapping) use(mapping);
              else setDone(undefined);
            }}
          />
        )}
        {chosen && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() =>
              attempt(async () =>
                setDone({ kind: 'deleted', mapping: await remove(chosen) }),
              )
            }
          >
            {t('reportImport.mappings.delete', { name: chosen.name })}
          </Button>
        )}
        {name === undefined && (
          <Button
            size="small"
            variant="secondary"
            onPress={() => setName(chosen?.name ?? '')}
          >
            {t('reportImport.mappings.save')}
          </Button>
        )}
      </div>
      {name !== undefined && (
        <form
          className={page.actions}
          onSubmit={event => {
            event.preventDefault();
            if (name.trim()) saveAs(name.trim());
          }}
        >
          <TextField
            size="small"
            aria-label={t('reportImport.mappings.name')}
            placeholder={t('reportImport.mappings.name')}
            value={name}
            maxLength={IMPORT_LIMITS.mappingName}
            // It was opened to be typed in.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            onChange={setName}
          />
          <Button
            size="small"
            variant="primary"
            type="submit"
            isDisabled={!name.trim()}
          >
            {mappings.some(mapping => mapping.name === name.trim())
              ? t('reportImport.mappings.replace')
              : t('reportImport.mappings.saveIt')}
          </Button>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setName(undefined)}
          >
            {t('reportImport.mappings.cancel')}
          </Button>
        </form>
      )}
      {failed && (
        <p role="alert" className={styles.bad}>
          {t('reportImport.mappings.failed', { reason: errorMessage(failed) })}
        </p>
      )}
      {done && !failed && (
        <p role="status" className={page.note}>
          {t(`reportImport.mappings.${done.kind}`, { name: done.mapping.name })}{' '}
          {done.kind === 'deleted' && (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => {
                const { mapping } = done.mapping;
                attempt(async () =>
                  setDone({
                    kind: 'saved',
                    mapping: await save({ name: done.mapping.name, mapping }),
                  }),
                );
              }}
            >
              {t('reportImport.mappings.undo')}
            </Button>
          )}
          {missing.length > 0 && (
            <span className={styles.late}>
              {t('reportImport.mappings.missing', {
                count: missing.length,
                columns: missing.join(', '),
              })}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
