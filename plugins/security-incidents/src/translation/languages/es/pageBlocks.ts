/** Texts of the building blocks that only pages share: pages of lists, downloads and keys. */
export const pageBlockMessages = {
  pager: {
    firstPage: 'Primera página',
    range: '{{from}} a {{to}} de {{total}}',
    onThisPage: '{{shown}} de {{total}} en esta página',
  },
  download: {
    forbidden: 'No puede ver {{subject}}.',
    failed: 'No hay archivo: {{reason}}',
  },
  listExport: {
    open: 'Exportar',
    as: {
      csv: 'CSV, para hojas de cálculo',
      json: 'JSON, para programas',
    },
    subject: 'las exportaciones',
  },
  keys: {
    title: 'Teclas de esta página',
    on: 'Las teclas sueltas están activas',
    hint: 'Desactívelas si un lector de pantalla o el dictado por voz necesita las letras. Este navegador lo recuerda.',
    search: 'Buscar',
    next: 'Fila siguiente',
    previous: 'Fila anterior',
    open: 'Abrir la fila',
    list: 'Esta lista',
    reports: 'Ir a los informes',
    incidents: 'Ir a los incidentes',
  },
  common: {
    cancel: 'Cancelar',
    close: 'Cerrar',
    save: 'Guardar',
    timesIn: 'Horas en {{zone}}',
    searchByName: 'Buscar por nombre',
    searchIncident: 'Buscar por título o clave',
    catalogUnavailable:
      'El catálogo no responde. Lo que escriba se acepta sin comprobarlo.',
  },
  panel: {
    noPage: 'Esta página no existe',
    newRows: 'Nuevos: {{count}}, mostrar',
    changedRows: 'La lista ha cambiado, mostrar',
  },
  term: {
    incidents_one: '{{count}} incidente',
    incidents_other: '{{count}} incidentes',
    exercises_one: '{{count}} ejercicio',
    exercises_other: '{{count}} ejercicios',
    restricted: 'Restringido',
  },
} as const;
