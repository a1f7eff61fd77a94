/** Texts of the building blocks that pages and cards share: states of panels and marks. */
export const panelMessages = {
  panel: {
    loading: 'Cargando {{what}}',
    slow: 'La carga tarda más de lo habitual: {{what}}.',
    notRead: {
      title: 'Todavía no se ha leído: {{subject}}',
      hint: 'El catálogo se está leyendo por primera vez. Esta página vuelve a consultarlo por sí sola; puede haber más.',
      hintWithReason:
        '{{reason}}. Esta página vuelve a consultarlo por sí sola; puede haber más.',
    },
    forbidden: {
      title: 'No puede ver {{subject}}',
      hint: 'Pida acceso al equipo que administra este portal.',
    },
    incidents: 'incidentes',
    /** Live updates stopped; the last answer is still shown. */
    stale:
      'Sin actualizar desde {{time}}. En pantalla: {{what}}; reintentando.',
  },
  mark: {
    good: 'En orden',
    late: 'Requiere atención',
    failed: 'Incorrecto',
    none: 'No existe',
  },
} as const;
