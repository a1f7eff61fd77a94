import { analysisMessages } from './analysis';
import { clauseMessages } from './clause';
import { frozenMessages } from './frozen';
import { importMessages } from './imports';
import { overviewMessages } from './overview';
import { scopeMessages } from './scope';
import { servicesMessages } from './services';
import { sharedMessages } from './shared';

/** Texts of the reports. */
export const reportsMessages = {
  reports: {
    title: 'Reports',
    subject: 'reports',
    nav: {
      label: 'Reports',
      overview: 'Overview',
      analysis: 'Analysis',
      services: 'Services',
      clause: 'Clause 8.7.3.3',
      frozen: 'Frozen reports',
      importExport: 'Import and export',
    },
    forbidden: {
      title: 'You can’t open reports',
      hint: 'Reports need the permission security-incidents.reports.read. Ask whoever administers this portal.',
    },
    ...sharedMessages,
  },
  reportAnalysis: analysisMessages,
  reportClause: clauseMessages,
  reportFrozen: frozenMessages,
  reportImport: importMessages,
  reportOverview: overviewMessages,
  reportScope: scopeMessages,
  reportServices: servicesMessages,
} as const;
