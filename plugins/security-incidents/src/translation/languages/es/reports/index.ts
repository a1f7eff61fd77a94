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
    title: 'Informes',
    subject: 'informes',
    nav: {
      label: 'Informes',
      overview: 'Resumen',
      analysis: 'Análisis',
      services: 'Servicios',
      clause: 'Apartado 8.7.3.3',
      frozen: 'Informes congelados',
      importExport: 'Importar y exportar',
    },
    forbidden: {
      title: 'No puede abrir los informes',
      hint: 'Los informes requieren el permiso security-incidents.reports.read. Pídalo a quien administra este portal.',
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
