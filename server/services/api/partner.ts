/** What an embedded page knows of the partner in whose page it stands. */

export interface EmbeddedView {
  /** As savers know it. */
  readonly partnerName: string
  /** Within the partner's page, or in the whole window with a way back. */
  readonly variant: 'frame' | 'page'
  /** Who is told how high the page is; nobody in the whole window. */
  readonly frameOrigins: readonly string[]
  /** The partner's own site, from the whole window. */
  readonly backTo: string | null
  /** The theme as custom properties; all values are ours or checked. */
  readonly themeCss: string
}
