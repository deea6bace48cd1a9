/** The product's working name, in one place. */
export const productName = 'Samlad Pension'
