"""What the setting is measured with: figures from finished PDFs, speed, and peers. Not part of the product."""
