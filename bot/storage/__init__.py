"""What is kept, and how: tables, their migrations, and the questions asked of them."""
