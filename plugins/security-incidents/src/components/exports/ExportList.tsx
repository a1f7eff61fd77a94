import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type ExportedListFilters,
  type ExportedListName,
  reportsExportPermission,
} from 'backstage-plugin-security-incidents-common';
import { reportsApiRef } from '../../api';
import { type ExportFormat, ExportMenu } from './ExportMenu';

const NOTHING: Record<ExportFormat, string> = { csv: '', json: '[]\n' };

/** Exports a list with the filters of its page, for readers who may export. */
export function ExportList<L extends ExportedListName>(props: {
  list: L;
  /** The filters of the page, without order and paging. */
  query:
    | ExportedListFilters[L]
    | (() => Promise<ExportedListFilters[L] | undefined>);
  /** In place of "Export". */
  label?: string;
}) {
  const { list, query, label } = props;
  const api = useApi(reportsApiRef);
  const { allowed } = usePermission({ permission: reportsExportPermission });
  if (!allowed) return null;
  const load = async (format: ExportFormat) => {
    const asked = typeof query === 'function' ? await query() : query;
    return asked ? api.exportList(list, format, asked) : NOTHING[format];
  };
  return (
    <ExportMenu
      fileName={list === 'incidents' ? 'security-incidents' : list}
      label={label}
      load={load}
    />
  );
}
